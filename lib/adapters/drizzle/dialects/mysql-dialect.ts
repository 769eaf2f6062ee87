import { Column, is, sql, type SQL } from 'drizzle-orm';
import type { SortColumn } from '../sort-column.js';
import type { Dialect } from './dialect.js';

type Kind = 'text' | 'exact number' | 'place' | 'float' | 'binary' | 'other';

/** MySQL and MariaDB. */
export const mysqlDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: false,
  sortsForNull: true,
  exact: (column) => EXACT[kindOf(column)](column),
  parameter(value, column) {
    const kind = kindOf(column);
    if (kind === 'exact number' || kind === 'place') return exactNumber(String(value));
    return kind === 'binary' ? sql`unhex(${value})` : sql`${value}`;
  },
};

const EXACT: Record<Kind, (column: SortColumn['column']) => SQL> = {
  // CAST would convert it to the character set of the connection, which may have fewer characters.
  text: (column) => sql`${column}`,
  'exact number': (column) => sql`cast(${column} as char)`,
  // An enum is sorted by the place of its value among all.
  place: (column) => sql`cast(${column} + 0 as char)`,
  // A FLOAT alone would be written with 6 digits.
  float: (column) => sql`cast(${column} * 1e0 as char)`,
  binary: (column) => sql`hex(${column})`,
  other: (column) => sql`cast(${column} as char)`,
};

/** A text and a number are compared as DOUBLE, which rounds. */
function exactNumber(value: string): SQL {
  const scale = value.split('.')[1]?.length ?? 0;
  return sql`cast(${value} as decimal(65, ${sql.raw(String(scale))}))`;
}

function kindOf(column: SortColumn['column']): Kind {
  const type = is(column, Column) ? column.getSQLType() : '';
  if (/^enum|^set|^bit/.test(type)) return 'place';
  if (/^(binary|varbinary|\w*blob)/.test(type)) return 'binary';
  if (/^\w*(text|char)/.test(type)) return 'text';
  if (/^(\w*int|serial|decimal|numeric|year|bool)/.test(type)) return 'exact number';
  return /^(float|double|real)/.test(type) ? 'float' : 'other';
}
