import { fetchPage } from '../../pagination/keyset/fetch-page.js';
import type { PageRequest } from '../../pagination/page-request.js';
import type { Page } from '../../pagination/page.js';
import type { DrizzleQuery } from './drizzle-query.js';
import { DrizzlePageSource } from './drizzle-page-source.js';
import type { DrizzleOptions } from './drizzle.options.js';

/**
 * The page of a query that a client asked for: `paginate(page, db.select().from(cities).where(...))`, joins included. Its order
 * counts only where the request has none, and it is left as it is. Relational queries (`db.query`) are not read.
 * Throws PageFetchError for a query that cannot be paged.
 */
export async function paginate<Row>(
  request: PageRequest,
  query: DrizzleQuery<Row>,
  options: DrizzleOptions = {},
): Promise<Page<Row>> {
  return fetchPage(request, new DrizzlePageSource(query, options));
}
