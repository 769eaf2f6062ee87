/** What a plan must know of a database and of one of its lists. */
export interface KeysetRules {
  /** Where its ORDER BY puts NULL unless told: PostgreSQL takes it for the largest value, SQLite and MariaDB for the smallest. */
  readonly nulls: 'largest' | 'smallest';
  /** Whether `(a, b) > (1, 2)` is a range of an index there; MariaDB and MySQL read the whole index for it. */
  readonly hasRowValues: boolean;
  /** A column that is taken for NOT NULL and is not loses its rows without a value. */
  readonly isNullable: (field: string) => boolean;
}
