import { and, sql, type SQL } from 'drizzle-orm';
import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import { refuseNull } from '../../pagination/keyset/refuse-null.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import type { Dialect } from '../dialects/dialect.js';
import { plannedRows } from '../dialects/planned-rows.js';
import { rangesToRead } from '../dialects/ranges-to-read.js';
import { dialectOf } from './dialect-of.js';
import { execute, selectOf, type DrizzleQuery } from './drizzle-query.js';
import type { DrizzleOptions } from './drizzle.options.js';
import { SortColumns } from './sort-columns.js';
import { UnpageableQuery } from './unpageable-query.js';
import { writtenAround } from './written-around.js';

/** The list of a query's rows. Throws PageFetchError for a query that cannot be paged. */
export class DrizzlePageSource<Row> extends PageSource<Row> {
  readonly #query: DrizzleQuery<Row>;
  readonly #options: DrizzleOptions;
  readonly #dialect: Dialect;

  constructor(query: DrizzleQuery<Row>, options: DrizzleOptions = {}) {
    super();
    this.#dialect = dialectOf(query);
    const { limit, offset, setOperators } = query._.config;
    if (limit !== undefined || offset !== undefined || setOperators.length > 0)
      throw UnpageableQuery.limited();
    this.#query = query;
    this.#options = options;
  }

  async walk(walk: KeysetWalk): Promise<readonly PositionedRow<Row>[]> {
    const columns = this.#columnsOf(walk.sort);
    const { fields, where } = this.#query._.config;
    const parts = { fields: { ...fields, [VALUES]: columns.exact() }, limit: walk.take };
    const { order, ranges } = rangesToRead(walk, this.#dialect, columns.isNullable);
    const selects = ranges.map((range) =>
      selectOf(this.#query, {
        ...parts,
        where: and(where, range && columns.where(range)),
        orderBy: columns.orderBy(order, range),
      }),
    );
    const rows = await execute(
      this.#query,
      parts.fields,
      this.#oneAfterAnother(selects, walk.take),
    );
    const positioned = rows.map((row) => positionedRow<Row>(row));
    refuseNull(positioned, walk.sort, columns.isNullable);
    return positioned;
  }

  async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<readonly Row[]> {
    const { fields, orderBy } = this.#query._.config;
    const order = sort.length > 0 ? this.#columnsOf(sort).orderBy(sort) : orderBy;
    const select = selectOf(this.#query, { orderBy: order, limit: take, offset: skip });
    return (await execute(this.#query, fields, select)) as readonly Row[];
  }

  async count(most?: number): Promise<number> {
    const fields = { counted: sql`count(*)`.mapWith(Number) };
    const statement = sql`select count(*) from (${this.#unordered(most)}) as counted`;
    const [row] = await execute(this.#query, fields, statement);
    return Number(row?.['counted']);
  }

  override async estimate(): Promise<number | undefined> {
    if (!this.#dialect.explains) return undefined;
    const statement = sql`explain (format json) ${this.#unordered()}`;
    const [row] = await execute(this.#query, { plan: sql`plan` }, statement);
    return plannedRows(row?.['plan']);
  }

  #columnsOf(sort: readonly PageSort[]): SortColumns {
    return new SortColumns(sort, this.#query._.config, this.#options, this.#dialect);
  }

  /**
   * One statement for all ranges. Without an order of the whole, parts with a limit are read in turn and only until there is
   * enough, as PostgreSQL never reads them in parallel; an order would read and sort all of them.
   */
  #oneAfterAnother(selects: readonly SQL[], take: number): SQL {
    const [first] = selects;
    if (first !== undefined && selects.length === 1) return first;
    const parts = selects.map((select) => writtenAround(select, this.#dialect.part));
    return sql`${sql.join(parts, sql` union all `)} limit ${take}`;
  }

  /** The rows without their values, where these do not decide which rows there are. */
  #unordered(limit?: number): SQL {
    const { distinct, fields } = this.#query._.config;
    const needed = distinct ? fields : { one: sql`1` };
    return selectOf(this.#query, { fields: needed, orderBy: undefined, limit });
  }
}

/** A name of the selection that no column of the caller has. */
const VALUES = '$sortValues';

function positionedRow<Row>(selected: Readonly<Record<string, unknown>>): PositionedRow<Row> {
  const { [VALUES]: values, ...row } = selected;
  return { row: row as Row, values: Object.values(values as Record<string, CursorValue>) };
}
