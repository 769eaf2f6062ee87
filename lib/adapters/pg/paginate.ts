import { fetchPage } from '../../pagination/keyset/fetch-page.js';
import type { PageRequest } from '../../pagination/page-request.js';
import type { Page } from '../../pagination/page.js';
import { PgPageSource } from './pg-page-source.js';
import type { PgQuery, PgQueryable } from './pg-query.js';

/**
 * The page of the query's rows that a client asked for. The columns of the sort are output columns of the query.
 * Throws PageFetchError for a NULL in a column that is said to have none; errors of the database come as they are.
 */
export function paginate<Row extends object>(
  page: PageRequest,
  db: PgQueryable,
  query: PgQuery,
): Promise<Page<Row>> {
  return fetchPage(page, new PgPageSource<Row>(db, query));
}
