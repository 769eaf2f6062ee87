import type { ExecutionContext } from '@nestjs/common';
import type { PaginateOptions } from '../paginate.options.js';
import { PaginationOptionsError } from '../pagination-options.error.js';

/** The list that a request is for, and its query. */
export class RequestedList {
  constructor(
    readonly query: unknown,
    /** The class and the method: `CitiesController.list`. */
    readonly handler: string,
    /** Values of the parameters in the path. */
    readonly params: unknown,
    readonly scope: string | null,
  ) {}

  static from(context: ExecutionContext, options: PaginateOptions): RequestedList {
    const { query, params } = context
      .switchToHttp()
      .getRequest<{ query: unknown; params: unknown }>();
    const handler = `${context.getClass().name}.${context.getHandler().name}`;
    return new RequestedList(query, handler, params, scopeOf(context, handler, options));
  }
}

/** Undefined, for a request of nobody, would be one scope for all of them. */
function scopeOf(
  context: ExecutionContext,
  handler: string,
  { scope }: PaginateOptions,
): string | null {
  if (scope === undefined) return null;
  const text: unknown = scope(context);
  if (typeof text === 'string') return text;
  throw new PaginationOptionsError([`${handler}: scope must return a text, got ${typeof text}`]);
}
