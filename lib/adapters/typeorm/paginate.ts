import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { fetchPage } from '../../pagination/keyset/fetch-page.js';
import type { Page } from '../../pagination/page.js';
import type { PageRequest } from '../../pagination/page-request.js';
import { TypeOrmPageSource } from './typeorm-page-source.js';
import type { TypeOrmOptions } from './typeorm.options.js';

/**
 * The page of a query that a client asked for. The query says which rows there are; its order counts only where the request has
 * none, its limit never, and it is left as it is. Throws PageFetchError for a query that cannot be paged.
 */
export async function paginate<Row extends ObjectLiteral>(
  request: PageRequest,
  query: SelectQueryBuilder<Row>,
  options: TypeOrmOptions = {},
): Promise<Page<Row>> {
  return fetchPage(request, new TypeOrmPageSource(query, options));
}
