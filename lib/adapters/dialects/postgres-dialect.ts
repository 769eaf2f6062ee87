import type { Dialect } from './dialect.js';

export const postgresDialect: Dialect = {
  nulls: 'largest',
  hasRowValues: true,
  joinsRanges: false,
  sortsForNull: false,
  explains: true,
  // As JSON writes it, whatever the DateStyle of the session is. Some drivers take no text for a boolean.
  exact: ({ sql, type }) => (/^bool(ean)?$/.test(type) ? sql : `to_json(${sql}) #>> '{}'`),
  // Without a type of its own a parameter takes that of the column.
  parameter: (value) => ({ value, sql: (placeholder) => placeholder }),
  part: (select) => `(${select})`,
};

/** NULL is the smallest there; not among the databases of the tests. */
export const cockroachDialect: Dialect = {
  ...postgresDialect,
  nulls: 'smallest',
  explains: false,
};
