import type { Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { PaginationOptionsError } from '../pagination-options.error.js';
import type { PaginateDeclaration } from '../request/paginate-declaration.js';
import { PaginateTransform } from '../request/paginate.transform.js';
import type { RouteRules } from '../request/route-rules.js';
import { handlersOf } from '../routes/handler.js';

type Module = ModulesContainer extends Map<string, infer M> ? M : never;

/** What cannot work in the @Paginate() of a module's controllers with the options and keys that the module sees. */
export function moduleMisuses({ injectables, controllers }: Module): string[] {
  const transform = [...injectables.values()]
    .map(({ instance }): unknown => instance)
    .find((instance) => instance instanceof PaginateTransform);
  if (transform === undefined) return [];
  return [...controllers.values()].flatMap(({ metatype }) =>
    typeof metatype === 'function' ? controllerMisuses(metatype as Type, transform) : [],
  );
}

function controllerMisuses(controller: Type, transform: PaginateTransform): string[] {
  return handlersOf(controller).flatMap(({ name, parameters }) =>
    parameters
      .flatMap(({ declaration }) => declaration ?? [])
      .flatMap((declaration) => problemsOf(declaration, transform))
      .map((problem) => `${name}, @Paginate(): ${problem}.`),
  );
}

function problemsOf(declaration: PaginateDeclaration, transform: PaginateTransform): string[] {
  try {
    const rules = transform.rulesOf(declaration);
    return [...filterProblems(rules), ...keyringProblems(rules, transform)];
  } catch (error) {
    if (error instanceof PaginationOptionsError) return [...error.problems];
    throw error;
  }
}

/** A client that sends one of them would get 400 whatever its value is. */
function filterProblems({ names, filters }: RouteRules): string[] {
  return [...filters]
    .filter((name) => names.lookAlikeOf(name) !== undefined)
    .map((name) => `filters must not hold ${name}, which is taken for a parameter of the page`);
}

function keyringProblems({ hasCursors }: RouteRules, { codec }: PaginateTransform): string[] {
  if (!hasCursors || codec !== undefined) return [];
  return [
    'key gives it cursors, which are sealed by a KeyRing, and PaginationModule sees none. ' +
      'Leave signing: false out of ProductionReadinessModule.forRoot(), or import SigningModule.forRoot() beside PaginationModule.forRoot()',
  ];
}
