import type { PageSort } from '../../pagination/page-request.js';
import type { PgQuery } from './pg-query.js';

/** FROM of a statement; a line end, for the query may end with a comment. */
export function listOf({ text }: PgQuery): string {
  return `(\n${text.replace(/[\s;]+$/, '')}\n) AS q`;
}

/** A column of the query. */
export function columnOf(field: string): string {
  return `q."${field.replaceAll('"', '""')}"`;
}

/** NULL stays where PostgreSQL puts it, which is where it stands in an index. */
export function orderOf(sort: readonly PageSort[]): string {
  return sort
    .map(({ field, direction }) => `${columnOf(field)} ${direction === 'desc' ? 'DESC' : 'ASC'}`)
    .join(', ');
}

export function isNullable(
  { notNull = [] }: PgQuery,
  sort: readonly PageSort[],
  field: string,
): boolean {
  return field !== sort.at(-1)?.field && !notNull.includes(field);
}
