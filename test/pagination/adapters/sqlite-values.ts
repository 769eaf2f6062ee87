/** Values that SQLite orders by type first: numbers, then texts, then blobs. A column keeps them as its declared type wants. */
const VALUES = [
  ...['10', '9', '-3', '9007199254740993', '9007199254740992', '-9223372036854775808'],
  ...['9223372036854775807', '2.5', '1e21', '0.30000000000000004', 'NULL'],
  ...["'10'", "'9'", "'1e1'", "''", "'i1'", "'b00'", "'tie'", "'é''🧀'", "'9007199254740993'"],
  ...["x'00'", "x'ff00'", "x'3130'", "x''"],
];

/** Each kind of affinity that a column can have. */
export const SQLITE_COLUMNS = {
  as_bigint: 'bigint',
  as_text: 'text',
  as_numeric: 'numeric',
  as_real: 'real',
  as_blob: 'blob',
  as_any: '',
} as const;

/** Expressions lean to no type, or to that of a CAST. */
export const SQLITE_EXPRESSIONS = {
  ex_length: 'length(as_text)',
  ex_lower: 'lower(as_text)',
  ex_sum: 'as_bigint + 0',
  ex_plain: '+as_any',
  ex_choice: "coalesce(as_any, 'none')",
  ex_integer: 'CAST(as_any AS INTEGER)',
  ex_text: 'CAST(as_any AS TEXT)',
  ex_blob: 'CAST(as_any AS BLOB)',
} as const;

/** A table of them, `kinds`, and a view with the expressions too, `expressions`. */
export const SQLITE_VALUES: readonly string[] = [
  `CREATE TABLE kinds (id integer PRIMARY KEY, ${Object.entries(SQLITE_COLUMNS)
    .map((column) => column.join(' '))
    .join(', ')})`,
  ...[...VALUES, ...VALUES].map(
    (value) =>
      `INSERT INTO kinds VALUES (NULL, ${Object.keys(SQLITE_COLUMNS).fill(value).join(', ')})`,
  ),
  `CREATE VIEW expressions AS SELECT *, ${Object.entries(SQLITE_EXPRESSIONS)
    .map(([name, expression]) => `${expression} AS ${name}`)
    .join(', ')} FROM kinds`,
];
