/**
 * A SELECT whose rows are listed, without ORDER BY and LIMIT: it becomes a subquery, which PostgreSQL reads as if its
 * conditions stood in the outer query, by the same indexes.
 */
export interface PgQuery {
  readonly text: string;
  /** The parameters of `text`. */
  readonly values?: readonly unknown[];
  /**
   * Sort columns that are never NULL: fewer ranges to look into. The last column of a sort, its key, needs no mention.
   * A NULL where none may be throws PageFetchError.
   */
  readonly notNull?: readonly string[];
}

/** What runs a query: a pool, a client, a client in a transaction, PGlite. */
export interface PgQueryable {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}
