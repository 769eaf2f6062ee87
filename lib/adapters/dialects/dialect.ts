import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import type { KeysetRules } from '../../pagination/keyset/keyset-rules.js';

/** What differs from database to database, as text of SQL for every library. */
export interface Dialect extends Pick<KeysetRules, 'nulls' | 'hasRowValues'> {
  /** Whether it finds all ranges at once in an index, from one condition that has an OR between them. */
  readonly joinsRanges: boolean;
  /** Whether it sorts for a column in ORDER BY that the condition holds at NULL, though the index has the order. */
  readonly sortsForNull: boolean;
  /** Whether EXPLAIN (FORMAT JSON) tells the rows that it expects. */
  readonly explains: boolean;
  /** Selects the value of a column such that nothing of it is lost in JavaScript. Throws PageFetchError where it cannot. */
  readonly exact: (column: DialectColumn & { readonly sql: string }) => string;
  /** A parameter that holds such a value and compares with its column without loss. */
  readonly parameter: (value: NonNullable<CursorValue>, column: DialectColumn) => DialectParameter;
  /** A select with a limit as a part of UNION ALL. */
  readonly part: (select: string) => string;
}

export interface DialectColumn {
  readonly field: string;
  /** As the database calls it, with or without a length: `varchar(20)`. Empty where it is not known. */
  readonly type: string;
}

export interface DialectParameter {
  readonly value: unknown;
  readonly sql: (placeholder: string) => string;
}
