import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import { refuseNull } from '../../pagination/keyset/refuse-null.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import type { Dialect } from '../dialects/dialect.js';
import { rangesToRead } from '../dialects/ranges-to-read.js';
import { dialectOf } from './dialect-of.js';
import { estimatedCount } from './estimated-count.js';
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
    const isNullable = (field: string) => columns.get(field)?.isNullable ?? true;
    const { order, ranges } = rangesToRead(walk, this.#dialect, isNullable);
    const rows: PositionedRow<Row>[] = [];
    // One query after another: TypeORM has no UNION.
    for (const range of ranges) {
      if (rows.length >= walk.take) break;
      const list = new ListQuery(this.#query, this.#dialect, columns).orderBy(order, range);
      if (range !== undefined) list.where(range);
      rows.push(...(await list.positionedRows(walk.take - rows.length)));
    }
    refuseNull(rows, walk.sort, isNullable);
    return rows;
  }

  async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<readonly Row[]> {
    const list = new ListQuery(this.#query, this.#dialect, this.#columnsOf(sort));
    if (sort.length > 0) list.orderBy(sort);
    return list.rows(take, skip);
  }

  async count(most?: number): Promise<number> {
    const query = ListQuery.unordered(this.#query);
    return most === undefined ? query.getCount() : limitedCount(query, most);
  }

  override async estimate(): Promise<number | undefined> {
    if (!this.#dialect.explains) return undefined;
    return estimatedCount(ListQuery.unordered(this.#query));
  }

  #columnsOf(sort: readonly PageSort[]): ReadonlyMap<string, SortColumn> {
    return new Map(
      sort.map(({ field }) => [field, sortColumnOf(this.#query, field, this.#options)]),
    );
  }
}
