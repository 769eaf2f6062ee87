import type { SQL } from 'drizzle-orm';
import type { CursorValue } from '../../../pagination/keyset/keyset-position.js';
import type { KeysetRules } from '../../../pagination/keyset/keyset-rules.js';
import type { SortColumn } from '../sort-column.js';

/** What differs from database to database. */
export interface Dialect extends Pick<KeysetRules, 'nulls' | 'hasRowValues'> {
  /** Whether it sorts for a column in ORDER BY that the condition holds at NULL, though the index has the order. */
  readonly sortsForNull: boolean;
  /** Selects the value of a column such that nothing of it is lost in JavaScript. */
  readonly exact: (column: SortColumn['column']) => SQL;
  /** A parameter that holds such a value and compares with its column without loss. */
  readonly parameter: (value: NonNullable<CursorValue>, column: SortColumn['column']) => SQL;
  /**
   * A select with a limit as a part of UNION ALL; undefined where one condition, with an OR between the ranges, is found in an
   * index at once.
   */
  readonly part?: (select: SQL) => SQL;
  /** A statement that tells in one column what the planner expects of a select, and how many rows that says. */
  readonly estimate?: {
    explain: (select: SQL) => SQL;
    rowsOf: (plan: unknown) => number | undefined;
  };
}
