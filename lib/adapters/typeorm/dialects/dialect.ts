import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { CursorValue } from '../../../pagination/keyset/keyset-position.js';
import type { KeysetRules } from '../../../pagination/keyset/keyset-rules.js';
import type { SortColumn } from '../sort-column.js';

/** What differs from database to database. */
export interface Dialect extends Pick<KeysetRules, 'nulls' | 'hasRowValues'> {
  /** Whether it finds all ranges at once in an index, from one condition that has an OR between them. */
  readonly joinsRanges: boolean;
  /** Whether it sorts for a column in ORDER BY that the condition holds at NULL, though the index has the order. */
  readonly sortsForNull: boolean;
  /** Selects the value of a column such that nothing of it is lost in JavaScript. */
  readonly exact: (column: SortColumn) => string;
  /** A parameter that holds such a value and compares with its column without loss. */
  readonly parameter: (value: NonNullable<CursorValue>, column: SortColumn) => DialectParameter;
  /** Rows that the statistics expect of a query. */
  readonly estimate?: (query: SelectQueryBuilder<ObjectLiteral>) => Promise<number | undefined>;
}

export interface DialectParameter {
  readonly value: unknown;
  readonly sql: (placeholder: string) => string;
}
