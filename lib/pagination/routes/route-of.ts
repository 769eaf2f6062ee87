import type { Type } from '@nestjs/common';
import { handlerOf } from './handler.js';
import type { PaginateOptions } from '../paginate.options.js';
import type { PaginationOptions } from '../pagination.options.js';
import { PaginationPipe } from '../pagination.pipe.js';
import { isConvertible } from '../request/is-convertible.js';
import { RouteRules } from '../request/route-rules.js';

/** A handler that reads a page. */
export interface PaginatedRoute {
  /** What its @Paginate() declares; nothing where it has PaginationPipe. */
  readonly declared: PaginateOptions;
  /** What applies, given the options of the application; an instance of PaginationPipe has its own. */
  readonly rules: (options: PaginationOptions) => RouteRules;
}

/** What a handler reads pages by; undefined where it does not. */
export function routeOf(classRef: Type, methodName: string): PaginatedRoute | undefined {
  const handler = handlerOf(classRef, methodName);
  const declaration = handler?.parameters.find((each) => each.declaration)?.declaration;
  if (declaration !== undefined) {
    const declared = declaration.options;
    return { declared, rules: (options) => new RouteRules(options, declared) };
  }
  const [pipe] = (handler?.parameters ?? []).filter(isConvertible).flatMap(({ pipes }) => pipes);
  if (pipe === undefined) return undefined;
  const own = pipe instanceof PaginationPipe ? pipe.options : undefined;
  return { declared: {}, rules: (options) => new RouteRules(own ?? options) };
}
