import type { Dialect } from './dialect.js';

export const sqliteDialect: Dialect = {
  nulls: 'smallest',
  hasRowValues: true,
  joinsRanges: false,
  sortsForNull: false,
  // A real is a number of JavaScript, and as text it would have 15 digits.
  exact: ({ sql, type }) =>
    type === 'blob'
      ? `hex(${sql})`
      : `CASE typeof(${sql}) WHEN 'real' THEN ${sql} ELSE CAST(${sql} AS TEXT) END`,
  // Compared with a column of numbers a text becomes a number, without loss.
  parameter: (value, { type }) => ({
    value: type === 'blob' ? Buffer.from(String(value), 'hex') : value,
    sql: (placeholder) => placeholder,
  }),
};
