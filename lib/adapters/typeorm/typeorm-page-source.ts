import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Condition } from '../../pagination/keyset/condition.js';
import { keysetPlan, oneConditionOf } from '../../pagination/keyset/keyset-plan.js';
import type { KeysetRules } from '../../pagination/keyset/keyset-rules.js';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import type { Dialect } from './dialects/dialect.js';
import { dialectOf } from './dialects/dialect-of.js';
import { limitedCount } from './limited-count.js';
import { ListQuery } from './list-query.js';
import { refuseToManyJoins } from './refuse-to-many-joins.js';
import { sortColumnOf, type SortColumn } from './sort-column.js';
import type { TypeOrmOptions } from './typeorm.options.js';
import { UnpageableQuery } from './unpageable-query.js';

/** The list of a query's rows. Throws PageFetchError for a query that cannot be paged. */
export class TypeOrmPageSource<Row extends ObjectLiteral> extends PageSource<Row> {
  readonly #query: SelectQueryBuilder<Row>;
  readonly #options: TypeOrmOptions;
  readonly #dialect: Dialect;

  constructor(query: SelectQueryBuilder<Row>, options: TypeOrmOptions = {}) {
    super();
    this.#dialect = dialectOf(query.dataSource.options.type);
    if (query.expressionMap.mainAlias?.hasMetadata !== true) throw UnpageableQuery.noEntity();
    refuseToManyJoins(query);
    this.#query = query;
    this.#options = options;
  }

  async walk(walk: KeysetWalk): Promise<readonly PositionedRow<Row>[]> {
    const columns = this.#columnsOf(walk.sort);
    const { order, conditions } = this.#plan(walk, columns);
    const rows: PositionedRow<Row>[] = [];
    for (const condition of conditions) {
      if (rows.length >= walk.take) break;
      const list = new ListQuery(this.#query, this.#dialect, columns).orderBy(order, condition);
      if (condition !== undefined) list.where(condition);
      rows.push(...(await list.read(walk.take - rows.length)));
    }
    return rows;
  }

  async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<readonly Row[]> {
    const list = new ListQuery(this.#query, this.#dialect, this.#columnsOf(sort));
    if (sort.length > 0) list.orderBy(sort);
    return (await list.read(take, skip)).map(({ row }) => row);
  }

  async count(most?: number): Promise<number> {
    const query = ListQuery.unordered(this.#query);
    return most === undefined ? query.getCount() : limitedCount(query, most);
  }

  override async estimate(): Promise<number | undefined> {
    return this.#dialect.estimate?.(ListQuery.unordered(this.#query));
  }

  /** What is read one after another until the page is full: TypeORM has no UNION. */
  #plan(
    { sort, position }: KeysetWalk,
    columns: ReadonlyMap<string, SortColumn>,
  ): { order: readonly PageSort[]; conditions: readonly (Condition | undefined)[] } {
    const isNullable = (field: string) => columns.get(field)?.isNullable ?? true;
    const rules: KeysetRules = { ...this.#dialect, isNullable };
    const plan = keysetPlan(sort, position, rules);
    if (position === undefined) return { order: plan.order, conditions: [undefined] };
    const conditions = this.#dialect.joinsRanges
      ? [oneConditionOf(plan, position, rules)]
      : plan.ranges;
    return { order: plan.order, conditions };
  }

  #columnsOf(sort: readonly PageSort[]): ReadonlyMap<string, SortColumn> {
    return new Map(
      sort.map(({ field }) => [field, sortColumnOf(this.#query, field, this.#options)]),
    );
  }
}
