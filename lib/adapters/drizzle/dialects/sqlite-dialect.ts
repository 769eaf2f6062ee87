import { sql } from 'drizzle-orm';
import type { Dialect } from './dialect.js';

export const sqliteDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: true,
  sortsForNull: false,
  // A real is a number of JavaScript, and as text it would have 15 digits.
  exact: (column) =>
    sql`case typeof(${column}) when 'real' then ${column} else cast(${column} as text) end`,
  // Compared with a column of numbers a text becomes a number, without loss.
  parameter: (value) => sql`${value}`,
  // There is no LIMIT in a part of UNION ALL, but in what it reads from.
  part: (select) => sql`select * from (${select})`,
};
