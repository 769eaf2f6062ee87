import { allOf, type Condition } from '../../pagination/keyset/condition.js';
import type { PositionedRow } from '../../pagination/keyset/page-source.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { Queries } from './queries.js';
import type { SortColumns } from './sort-columns.js';
import { SORT_VALUES } from './sort-values.js';
import { whereCondition } from './where-condition.js';

/**
 * Whether the rows that a cursor can be made of are found by the values that Prisma has read of them. One that is not would
 * be a cursor that loses rows: Prisma cuts microseconds off, and a database may hold what no schema tells.
 */
export async function areFound(
  queries: Queries,
  rows: readonly PositionedRow<unknown>[],
  sort: readonly PageSort[],
  columns: SortColumns,
): Promise<boolean> {
  const isExact = [...columns.values()].every(({ type }) => SORT_VALUES[type].isExact);
  if (isExact || rows.length === 0) return true;
  const edges = new Set([rows[0], rows.at(-2), rows.at(-1)]);
  const conditions = [...edges].flatMap((row) => (row === undefined ? [] : [at(row, sort)]));
  const found = await queries.count({
    where: whereCondition({ kind: 'or', of: conditions }, columns),
  });
  return found === conditions.length;
}

function at({ values }: PositionedRow<unknown>, sort: readonly PageSort[]): Condition {
  return allOf(
    sort.map(({ field }, i): Condition => {
      const value = values[i] ?? null;
      return value === null
        ? { kind: 'null', field, isNull: true }
        : { kind: 'compare', field, operator: '=', value };
    }),
  );
}
