import type { Column, SQL } from 'drizzle-orm';

/** How the fields of a list are found in a query. */
export interface DrizzleOptions {
  /**
   * Fields that are neither selected by the query nor columns of its table: `{ countryName: countries.name }`. An expression is
   * as fast as its index.
   */
  readonly columns?: Readonly<Record<string, Column | SQL | ChosenColumn>>;
}

export interface ChosenColumn {
  readonly column: Column | SQL;
  /** Whether it may be NULL. Rows without a value are lost where this says false and is wrong. */
  readonly nullable: boolean;
  /** The type that the database has for it, such as `bigint` or `decimal(20, 2)`. MySQL and MariaDB need it for expressions. */
  readonly type?: string;
}
