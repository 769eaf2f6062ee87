import { sql, type SQL } from 'drizzle-orm';
import type { Condition } from '../../pagination/keyset/condition.js';
import { heldAtNull } from '../../pagination/keyset/held-at-null.js';
import type { PageSort } from '../../pagination/page-request.js';
import { conditionSql } from './condition-sql.js';
import type { Dialect } from '../dialects/dialect.js';
import type { SelectConfig } from './drizzle-query.js';
import type { DrizzleOptions } from './drizzle.options.js';
import { sortColumnOf, type SortColumn } from './sort-column.js';
import { UnpageableQuery } from './unpageable-query.js';
import { writtenAround } from './written-around.js';

/** The columns of one sort, as a database writes them. */
export class SortColumns {
  readonly #columns: ReadonlyMap<string, SortColumn>;

  /** Throws PageFetchError where the query has no such column. */
  constructor(
    sort: readonly PageSort[],
    config: SelectConfig,
    options: DrizzleOptions,
    private readonly dialect: Dialect,
  ) {
    this.#columns = new Map(sort.map(({ field }) => [field, sortColumnOf(field, config, options)]));
  }

  /** Their values, to be selected; in the order of the sort. */
  exact(): SQL[] {
    return [...this.#columns].map(([field, { column, type }]) =>
      writtenAround(sql`${column}`, (text) => this.dialect.exact({ field, sql: text, type })),
    );
  }

  /** `within` is what the rows are like. */
  orderBy(order: readonly PageSort[], within?: Condition): SQL[] {
    const needless = within && this.dialect.sortsForNull ? heldAtNull(within) : [];
    return order
      .filter(({ field }) => !needless.includes(field))
      .map(
        ({ field, direction }) =>
          sql`${this.#get(field).column} ${sql.raw(direction === 'desc' ? 'desc' : 'asc')}`,
      );
  }

  where(condition: Condition): SQL {
    return conditionSql(condition, {
      column: (field) => sql`${this.#get(field).column}`,
      parameter: (value, field) => {
        const { type } = this.#get(field);
        const parameter = this.dialect.parameter(value, { field, type });
        return writtenAround(sql`${parameter.value}`, parameter.sql);
      },
    });
  }

  readonly isNullable = (field: string): boolean => this.#get(field).nullable;

  #get(field: string): SortColumn {
    const column = this.#columns.get(field);
    if (column === undefined) throw UnpageableQuery.unknownField(field);
    return column;
  }
}
