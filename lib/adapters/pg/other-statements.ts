import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import type { PgQuery, PgStatement } from './pg-query.js';
import { listOf, orderOf } from './pg-statement.js';

export function windowStatement(
  query: PgQuery,
  { take, skip }: PageWindow,
  sort: readonly PageSort[],
): PgStatement {
  const values = [...(query.values ?? [])];
  const order = sort.length > 0 ? `ORDER BY ${orderOf(sort)} ` : '';
  const limit = `LIMIT $${values.push(take)} OFFSET $${values.push(skip)}`;
  return { text: `SELECT q.* FROM ${listOf(query)} ${order}${limit}`, values };
}

export function countStatement(query: PgQuery, most: number | undefined): PgStatement {
  const values = [...(query.values ?? [])];
  const limit = most === undefined ? '' : ` LIMIT $${values.push(most)}`;
  return {
    text: `SELECT count(*) AS count FROM (SELECT 1 FROM ${listOf(query)}${limit}) AS counted`,
    values,
  };
}

export function estimateStatement(query: PgQuery): PgStatement {
  return {
    text: `EXPLAIN (FORMAT JSON) SELECT 1 FROM ${listOf(query)}`,
    values: [...(query.values ?? [])],
  };
}
