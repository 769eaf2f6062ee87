import type { ModulesContainer } from '@nestjs/core';
import { ModuleMisuseError } from './module-misuse.error.js';
import { refuseToStart } from './refuse-to-start.js';

/**
 * Marks one import of a module of ours, as a provider that cannot fail: an optional dependency that fails is
 * undefined, and would be taken for a bare import.
 */
export interface ModuleImport {
  /** A second one in the application would be a conflict. */
  readonly exclusive: boolean;
}

/** Refuses a module that is imported as a bare class, and a second import of one that must be alone. */
export function checkImport(
  module: string,
  token: symbol,
  own: ModuleImport | undefined,
  modules: ModulesContainer,
): void {
  if (own === undefined) refuseToStart(ModuleMisuseError.bareImport(module));
  const imports = importsOf(token, modules);
  const exclusive = imports.filter((each) => each.exclusive);
  // The last speaks for all: so it is said once, and also when a module is loaded lazily.
  if (imports.length > 1 && exclusive.at(-1) === own) {
    refuseToStart(ModuleMisuseError.secondImport(module, imports.length));
  }
}

/** In the order in which Nest found the modules. */
function importsOf(token: symbol, modules: ModulesContainer): ModuleImport[] {
  return [...modules.values()].flatMap(({ providers }) => {
    const mark = providers.get(token)?.instance as ModuleImport | undefined;
    return mark ?? [];
  });
}
