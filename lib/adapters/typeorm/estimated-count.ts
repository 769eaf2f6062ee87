import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { plannedRows } from '../dialects/planned-rows.js';

/** Rows that the statistics of PostgreSQL expect of the query. */
export async function estimatedCount(
  query: SelectQueryBuilder<ObjectLiteral>,
): Promise<number | undefined> {
  const [sql, parameters] = query.getQueryAndParameters();
  const [row] = await query.dataSource.query<{ 'QUERY PLAN': unknown }[]>(
    `EXPLAIN (FORMAT JSON) ${sql}`,
    parameters,
    // Protected, and the only way to the transaction that the query belongs to.
    query['queryRunner'],
  );
  return plannedRows(row?.['QUERY PLAN']);
}
