import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { iteratePages, type Iteration } from '../../pagination/keyset/iterate-pages.js';
import { TypeOrmPageSource } from './typeorm-page-source.js';
import type { TypeOrmOptions } from './typeorm.options.js';

export interface TypeOrmIteration extends TypeOrmOptions, Iteration {}

/** All rows of a query, `size` at a time, for exports. Throws PageFetchError for a query that cannot be paged. */
export function iterate<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  options: TypeOrmIteration,
): AsyncGenerator<Row[], void, undefined> {
  return iteratePages(new TypeOrmPageSource(query, options), options);
}
