import { completeSort } from '../../pagination/keyset/complete-sort.js';
import { iteratePages } from '../../pagination/keyset/iterate-pages.js';
import type { PageSort } from '../../pagination/page-request.js';
import { PgPageSource } from './pg-page-source.js';
import type { PgQuery, PgQueryable } from './pg-query.js';

export interface PgIteration extends PgQuery {
  /** The unique column that completes the sort, or several that are unique together. */
  readonly key: string | readonly string[];
  /** The most significant column first. */
  readonly sort?: Readonly<Record<string, PageSort['direction']>>;
  /** Rows in memory at once. */
  readonly size?: number;
}

const SIZE = 1000;

/** All rows of the query in order, `size` at a time (1,000 unless told), for exports: no cursor of the server stays open. */
export function iterate<Row extends object>(
  db: PgQueryable,
  { key, sort = {}, size = SIZE, ...query }: PgIteration,
): AsyncGenerator<Row[], void, undefined> {
  const columns = Object.entries(sort).map(([field, direction]) => ({ field, direction }));
  const keys = typeof key === 'string' ? [key] : key;
  const notNull = [...(query.notNull ?? []), ...keys];
  const source = new PgPageSource<Row>(db, { ...query, notNull });
  return iteratePages(source, completeSort(columns, keys), size);
}
