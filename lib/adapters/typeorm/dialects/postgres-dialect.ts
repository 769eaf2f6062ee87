import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Dialect } from './dialect.js';

export const postgresDialect: Dialect = {
  nulls: 'largest',
  hasRowValues: true,
  joinsRanges: false,
  sortsForNull: false,
  // As JSON writes it, whatever the DateStyle of the session is.
  exact: ({ sql }) => `to_json(${sql}) #>> '{}'`,
  // Without a type of its own a parameter takes that of the column.
  parameter: (value) => ({ value, sql: (placeholder) => placeholder }),
  estimate: plannedRows,
};

/** NULL is the smallest there; not among the databases of the tests. */
export const cockroachDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: true,
  joinsRanges: false,
  sortsForNull: false,
  exact: postgresDialect.exact,
  parameter: postgresDialect.parameter,
};

async function plannedRows(query: SelectQueryBuilder<ObjectLiteral>): Promise<number | undefined> {
  const [sql, parameters] = query.getQueryAndParameters();
  const explained: unknown = await query.dataSource.query(
    `EXPLAIN (FORMAT JSON) ${sql}`,
    parameters,
  );
  return rowsOf(explained);
}

function rowsOf(explained: unknown): number | undefined {
  const rows = ['0', 'QUERY PLAN', '0', 'Plan', 'Plan Rows'].reduce(memberOf, explained);
  return typeof rows === 'number' ? rows : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
