import type { PageSort } from '../../pagination/page-request.js';
import type { PgQuery } from './pg-query.js';

/** What is sent. Never named: PostgreSQL would keep a plan that knows neither the LIMIT nor where a page starts. */
export interface PgStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** FROM of a statement; a line end, for the query may end with a comment. */
export function listOf({ text }: PgQuery): string {
  return `(\n${text.replace(/[\s;]+$/, '')}\n) AS q`;
}

/** A column of the query. */
export function columnOf(field: string): string {
  return `q.${quoted(field)}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** NULL stays where PostgreSQL puts it, which is where it stands in an index. */
export function orderOf(
  sort: readonly PageSort[],
  column: (field: string) => string = columnOf,
): string {
  return sort
    .map(({ field, direction }) => `${column(field)} ${direction.toUpperCase()}`)
    .join(', ');
}

export function isNullable(
  { notNull = [] }: PgQuery,
  sort: readonly PageSort[],
  field: string,
): boolean {
  return field !== sort.at(-1)?.field && !notNull.includes(field);
}
