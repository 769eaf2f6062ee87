import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import type { Dialect, DialectParameter } from './dialect.js';

export const sqliteDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: true,
  joinsRanges: false,
  sortsForNull: false,
  explains: false,
  exact: ({ sql }) => EXACT.map((part) => part(sql)).join(' '),
  parameter,
  // There is no LIMIT in a part of UNION ALL, but in what it reads from.
  part: (select) => `SELECT * FROM (${select})`,
};

/**
 * Values have types here, columns only lean to one, and an integer is less than every text: a letter before texts and blobs keeps
 * the type. A real is a number of JavaScript, and as text it would have 15 digits.
 */
const EXACT: readonly ((sql: string) => string)[] = [
  (sql) => `CASE typeof(${sql}) WHEN 'real' THEN ${sql}`,
  (sql) => `WHEN 'integer' THEN CAST(${sql} AS TEXT)`,
  (sql) => `WHEN 'blob' THEN 'b' || hex(${sql})`,
  // Drivers end a text where it has a NUL character.
  (sql) => `WHEN 'text' THEN CASE instr(${sql}, char(0)) WHEN 0 THEN 't' || ${sql}`,
  (sql) => `ELSE 'n' || hex(${sql}) END END`,
];

function parameter(value: NonNullable<CursorValue>): DialectParameter {
  const plain = (placeholder: string) => placeholder;
  if (typeof value !== 'string') return { value, sql: plain };
  const [letter, rest] = [value[0], value.slice(1)];
  if (letter === 't') return { value: rest, sql: plain };
  if (letter === 'b') return { value: Buffer.from(rest, 'hex'), sql: plain };
  if (letter === 'n')
    return { value: Buffer.from(rest, 'hex'), sql: (text) => `+CAST(${text} AS TEXT)` };
  // The sign takes the affinity of CAST away, by which the column would be compared as if it held numbers.
  return { value, sql: (integer) => `+CAST(${integer} AS INTEGER)` };
}
