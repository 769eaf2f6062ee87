import { completeSort } from '../../pagination/keyset/complete-sort.js';
import { iteratePages } from '../../pagination/keyset/iterate-pages.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { DrizzleQuery } from './drizzle-query.js';
import { DrizzleSource } from './drizzle-source.js';
import type { DrizzleOptions } from './drizzle.options.js';

export interface IterateOptions extends DrizzleOptions {
  /** The unique key of the list, one field or several, never NULL. */
  readonly key: string | readonly string[];
  /** The most significant field first. @default the key, ascending */
  readonly sort?: Readonly<Record<string, PageSort['direction']>>;
  /** Rows that are read at a time. @default 1000 */
  readonly size?: number;
}

/** All rows of a query, `size` at a time, for exports. Throws PageFetchError for a query that cannot be paged. */
export function iterate<Row>(
  query: DrizzleQuery<Row>,
  { key, sort = {}, size = 1000, ...options }: IterateOptions,
): AsyncGenerator<Row[], void, undefined> {
  const columns = Object.entries(sort).map(([field, direction]) => ({ field, direction }));
  const complete = completeSort(columns, typeof key === 'string' ? [key] : key);
  return iteratePages(new DrizzleSource(query, options), complete, size);
}
