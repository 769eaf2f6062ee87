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
  /**
   * Whether each connection parses and plans a statement once and keeps it, which halves the time of a page. Sorts of more than
   * two columns are not kept. Not through a pooler that takes no named statements. @default false
   */
  readonly prepare?: boolean;
}

/** What runs a query: a pool, a client, a client in a transaction of pg; for another library a function of one line. */
export interface PgQueryable {
  query(statement: PgStatement): Promise<{ rows: unknown[] }>;
}

export interface PgStatement {
  readonly text: string;
  readonly values: unknown[];
  /** Statements of one name have one text. */
  readonly name?: string;
}
