import { iteratePages, type Iteration } from '../../pagination/keyset/iterate-pages.js';
import { PgPageSource } from './pg-page-source.js';
import type { PgQuery, PgQueryable } from './pg-query.js';

export interface PgIteration extends PgQuery, Iteration {}

/** All rows of the query in order, `size` at a time, for exports: no cursor of the server stays open. */
export function iterate<Row extends object>(
  db: PgQueryable,
  query: PgIteration,
): AsyncGenerator<Row[], void, undefined> {
  const notNull = [query.notNull ?? [], query.key].flat();
  return iteratePages(new PgPageSource<Row>(db, { ...query, notNull }), query);
}
