import type { ExecutionContext, Type } from '@nestjs/common';
import type { HandlerFunction } from '../routes/known-routes.js';
import type { PaginateOptions } from '../paginate.options.js';
import { PaginationOptionsError } from '../pagination-options.error.js';

interface ListRequest {
  readonly query: unknown;
  readonly params: unknown;
  /** Parameters of @Controller({ host: ':tenant.example.com' }). */
  readonly hosts?: unknown;
  /** Of Express, and of Fastify: the path of the route, with its prefixes and version. */
  readonly route?: { readonly path?: unknown };
  readonly routeOptions?: { readonly url?: unknown };
}

/** The list that a request is for, and its query. */
export class RequestedList {
  constructor(
    readonly query: unknown,
    readonly classRef: Type,
    readonly handler: HandlerFunction,
    /** The path of the route, then the values of the parameters in path and host. */
    readonly place: readonly [path: unknown, params: unknown, hosts: unknown],
    readonly scope: string | null,
  ) {}

  static from(context: ExecutionContext, options: PaginateOptions): RequestedList {
    const request = context.switchToHttp().getRequest<ListRequest>();
    const { query, params, hosts, route, routeOptions } = request;
    const path = route?.path ?? routeOptions?.url;
    return new RequestedList(
      query,
      context.getClass(),
      context.getHandler(),
      [path, params, hosts],
      scopeOf(context, options),
    );
  }
}

/** Undefined, for a request of nobody, would be one scope for all of them. */
function scopeOf(context: ExecutionContext, { scope }: PaginateOptions): string | null {
  if (scope === undefined) return null;
  const text: unknown = scope(context);
  if (typeof text === 'string') return text;
  throw new PaginationOptionsError([
    `${context.getClass().name}: scope must return a text, got ${typeof text}`,
  ]);
}
