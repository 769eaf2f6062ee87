/** How the fields of a list are found in a query. */
export interface TypeOrmOptions {
  /**
   * Fields that are no properties of the query's entity, by the alias and property of a join: `{ countryName: 'country.name' }`.
   * All others are property paths: `population`, `address.city` of an embedded or a joined entity.
   */
  readonly columns?: Readonly<Record<string, string | ChosenColumn>>;
}

export interface ChosenColumn {
  /** Alias and property: `country.name`. */
  readonly column: string;
  /** Whether it may be NULL. Rows without a value are lost where this says false and is wrong. @default true */
  readonly nullable?: boolean;
  /** The type that the database has for it, such as `bigint`. MySQL and MariaDB need it for columns of views without a type. */
  readonly type?: string;
}
