import type { ExecutionContext } from '@nestjs/common';
import type { PageSort, TotalKind } from './page-request.js';
import type { ParameterNames } from './request/parameter-names.js';

/** What one route lets a client ask for; all of it can be left out. */
export interface PaginateOptions {
  /** The unique key of the list, one field or several, never NULL: it completes every sort, and with it there are cursors. */
  readonly key?: string | readonly string[];
  /** The order without a `sort` in the query, the most significant field first. @default the key, ascending */
  readonly sort?: Readonly<Record<string, PageSort['direction']>>;
  /** Fields that a client may sort by: `sort=-population,name`. @default none */
  readonly sortable?: readonly string[];
  /** Parameters of the query that narrow the list down: a cursor is good only for the values it was made with. */
  readonly filters?: readonly string[];
  /** Whose list it is, a tenant or a user: a cursor of one is refused to all others. */
  readonly scope?: (context: ExecutionContext) => string;
  /** Rows of a page when the client asks for none, 1 to 1000. @default that of the application, at most `max` */
  readonly size?: number;
  /** Most rows that any one request gets, `size` to 10000. @default that of the application, at least `size` */
  readonly max?: number;
  /** Whether the rows of all pages are counted, and how. @default 'none' */
  readonly total?: TotalKind;
  /** Names of parameters, where they are not those of the application. */
  readonly names?: Partial<ParameterNames>;
  /** What happens to a limit above `max`: it becomes `max`, or the request is refused with 400. @default that of the application */
  readonly overflow?: 'clamp' | 'reject';
  /** Whether the answer is the page, or its rows alone, with the rest in headers. @default 'page' */
  readonly body?: 'page' | 'array';
}
