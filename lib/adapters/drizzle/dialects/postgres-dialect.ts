import { Column, is, sql } from 'drizzle-orm';
import type { Dialect } from './dialect.js';

export const postgresDialect: Dialect = {
  nulls: 'largest',
  hasRowValues: true,
  sortsForNull: false,
  // As JSON writes it, whatever the DateStyle of the session is. Some drivers take no text for a boolean.
  exact: (column) => (isBoolean(column) ? sql`${column}` : sql`to_json(${column}) #>> '{}'`),
  // Without a type of its own a parameter takes that of the column.
  parameter: (value) => sql`${value}`,
  part: (select) => sql`(${select})`,
  estimate: { explain: (select) => sql`explain (format json) ${select}`, rowsOf },
};

function isBoolean(column: unknown): boolean {
  return is(column, Column) && column.dataType === 'boolean';
}

function rowsOf(plan: unknown): number | undefined {
  const parsed: unknown = typeof plan === 'string' ? JSON.parse(plan) : plan;
  const rows = ['0', 'Plan', 'Plan Rows'].reduce(memberOf, parsed);
  return typeof rows === 'number' ? rows : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
