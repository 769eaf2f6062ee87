/** A place in an ordered list: the values of the sort columns of one row, which need not exist any more. */
export interface KeysetPosition {
  /** In the order of the sort. As texts of the database where JavaScript has no exact value. */
  readonly values: readonly CursorValue[];
  /** Which way rows are read from here. */
  readonly direction: 'forward' | 'backward';
  /** Whether the row of these values is read too. */
  readonly isInclusive: boolean;
}

export type CursorValue = string | number | boolean | null;
