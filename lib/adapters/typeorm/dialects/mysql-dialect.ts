import type { SortColumn } from '../sort-column.js';
import type { Dialect } from './dialect.js';

type Kind = 'text' | 'exact number' | 'place' | 'float' | 'binary' | 'other';

/** MySQL and MariaDB. */
export const mysqlDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: false,
  joinsRanges: true,
  sortsForNull: true,
  exact: (column) => EXACT[kindOf(column)](column.sql),
  parameter(value, column) {
    const kind = kindOf(column);
    if (kind === 'exact number' || kind === 'place') return exactNumber(String(value));
    return {
      value: kind === 'binary' ? Buffer.from(String(value), 'hex') : value,
      sql: (placeholder) => placeholder,
    };
  },
};

const EXACT: Record<Kind, (sql: string) => string> = {
  // CAST would convert it to the character set of the connection, which may have fewer characters.
  text: (sql) => sql,
  'exact number': (sql) => `CAST(${sql} AS CHAR)`,
  // An enum is sorted by the place of its value among all.
  place: (sql) => `CAST(${sql} + 0 AS CHAR)`,
  // A FLOAT alone would be written with 6 digits.
  float: (sql) => `CAST(${sql} * 1e0 AS CHAR)`,
  binary: (sql) => `HEX(${sql})`,
  other: (sql) => `CAST(${sql} AS CHAR)`,
};

/** A text and a number are compared as DOUBLE, which rounds. */
function exactNumber(value: string) {
  const scale = value.split('.')[1]?.length ?? 0;
  return { value, sql: (placeholder: string) => `CAST(${placeholder} AS DECIMAL(65, ${scale}))` };
}

function kindOf({ type }: SortColumn): Kind {
  if (/text|char/.test(type)) return 'text';
  if (/int|dec|numeric|fixed|year|bool/.test(type)) return 'exact number';
  if (/^(simple-)?enum$|^set$|^bit$/.test(type)) return 'place';
  if (/float|double|real/.test(type)) return 'float';
  return /binary|blob/.test(type) ? 'binary' : 'other';
}
