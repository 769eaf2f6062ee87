import { iteratePages, type Iteration } from '../../pagination/keyset/iterate-pages.js';
import type { DrizzleQuery } from './drizzle-query.js';
import { DrizzlePageSource } from './drizzle-page-source.js';
import type { DrizzleOptions } from './drizzle.options.js';

export interface DrizzleIteration extends DrizzleOptions, Iteration {}

/** All rows of a query, `size` at a time, for exports. Throws PageFetchError for a query that cannot be paged. */
export function iterate<Row>(
  query: DrizzleQuery<Row>,
  options: DrizzleIteration,
): AsyncGenerator<Row[], void, undefined> {
  return iteratePages(new DrizzlePageSource(query, options), options);
}
