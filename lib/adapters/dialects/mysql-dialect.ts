import { PageFetchError } from '../../pagination/page-fetch.error.js';
import type { Dialect, DialectColumn, DialectParameter } from './dialect.js';

/** MySQL and MariaDB. */
export const mysqlDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: false,
  joinsRanges: true,
  sortsForNull: true,
  explains: false,
  exact: (column) => EXACT[kindOf(column)](column.sql),
  parameter(value, column) {
    const kind = kindOf(column);
    if (kind === 'exact number' || kind === 'place') return exactNumber(String(value));
    return {
      value,
      sql: (placeholder) => (kind === 'binary' ? `UNHEX(${placeholder})` : placeholder),
    };
  },
  part: (select) => `(${select})`,
};

const TYPES = {
  text: /^(national )?\w*(text|char)/,
  'exact number': /^((tiny|small|medium|big)?int(eger)?\b|serial|dec|numeric|fixed|year|bool)/,
  place: /^(enum|set|bit)/,
  float: /^(float|double|real)/,
  binary: /^(binary|varbinary|\w*blob)/,
  other: /^(date|time|uuid|inet)/,
} as const;

type Kind = keyof typeof TYPES;

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
function exactNumber(value: string): DialectParameter {
  const scale = value.split('.')[1]?.length ?? 0;
  return { value, sql: (placeholder) => `CAST(${placeholder} AS DECIMAL(65, ${scale}))` };
}

/** Throws PageFetchError for a type that is not known: there is no way of comparing that suits numbers and texts. */
function kindOf({ field, type }: DialectColumn): Kind {
  const kinds = Object.keys(TYPES) as Kind[];
  const kind = kinds.find((each) => TYPES[each].test(type.toLowerCase()));
  if (kind === undefined) throw unknownType(field, type);
  return kind;
}

function unknownType(field: string, type: string): PageFetchError {
  const found = type === '' ? 'a type that is not known' : `the type ${type}`;
  return new PageFetchError(`The sort column "${field}" has ${found}; rows could be lost.`, {
    code: 'PAGE_COLUMN_TYPE',
    hint: `Name the type that MySQL has for it in the option columns: { ${JSON.stringify(field)}: { column, nullable, type: 'bigint' } }, or sort by another column.`,
  });
}
