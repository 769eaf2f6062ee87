import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { iteratePages, type Iteration } from '../../pagination/keyset/iterate-pages.js';
import { TypeOrmSource } from './typeorm-source.js';
import type { TypeOrmOptions } from './typeorm.options.js';

export interface IterateOptions extends TypeOrmOptions, Iteration {}

/** All rows of a query, `size` at a time, for exports. Throws PageFetchError for a query that cannot be paged. */
export function iterate<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  options: IterateOptions,
): AsyncGenerator<Row[], void, undefined> {
  return iteratePages(new TypeOrmSource(query, options), options);
}
