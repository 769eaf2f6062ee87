import { keysetPlan } from '../../pagination/keyset/keyset-plan.js';
import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import { areFound } from './are-found.js';
import { modelFacts, type ModelFacts } from './model-facts.js';
import type { PrismaModel } from './prisma-model.js';
import type { PrismaPageOptions } from './prisma-page-options.js';
import type { ListQuery, Queries, ReadRow } from './queries.js';
import { rulesOf, sortColumns, type SortColumns } from './sort-columns.js';
import { notAsInDatabase, notRead } from './sort-refusals.js';
import { sortSelection } from './sort-selection.js';
import { SORT_VALUES } from './sort-values.js';
import { whereCondition, type Where } from './where-condition.js';

/** A row that changes while its page is read is read again, as often as this. */
const ATTEMPTS = 3;

/** The rows of findMany as a list of pages: each range of the plan is one query, sent only when the page is not full. */
export class PrismaPageSource<Row> extends PageSource<Row> {
  private readonly queries: Queries;
  private readonly facts: ModelFacts;
  private readonly query: ListQuery;

  constructor(
    model: PrismaModel,
    query: object = {},
    private readonly options: PrismaPageOptions = {},
  ) {
    super();
    this.facts = modelFacts(model);
    this.queries = model as unknown as Queries;
    this.query = query;
  }

  override async walk(walk: KeysetWalk): Promise<PositionedRow<Row>[]> {
    const columns = sortColumns(walk.sort, this.facts, this.options);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const rows = await this.#read(walk, columns);
      if (await areFound(this.queries, rows, walk.sort, columns)) return rows;
    }
    throw notAsInDatabase(this.facts.name, [...columns.keys()]);
  }

  override async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<Row[]> {
    const rows = await this.queries.findMany({ ...this.query, orderBy: orderOf(sort), take, skip });
    return rows as Row[];
  }

  override async count(most?: number): Promise<number> {
    const { where } = this.query;
    return this.queries.count({
      ...(where && { where }),
      ...(most !== undefined && { take: most }),
    });
  }

  async #read(
    { sort, position, take }: KeysetWalk,
    columns: SortColumns,
  ): Promise<PositionedRow<Row>[]> {
    const { order, ranges } = keysetPlan(sort, position, rulesOf(this.facts, columns));
    const { selected, added } = sortSelection(this.query, sort);
    const wheres = ranges.map((range) => whereCondition(range, columns));
    const rows: ReadRow[] = [];
    for (const where of wheres.length > 0 ? wheres : [undefined]) {
      const missing = take - rows.length;
      if (missing === 0) break;
      const args = { ...this.query, ...selected, ...this.#within(where) };
      const found = await this.queries.findMany({
        ...args,
        orderBy: orderOf(order),
        take: missing,
      });
      rows.push(...found);
    }
    return rows.map((row) => ({
      row: without(row, added) as Row,
      values: sort.map(({ field }) => this.#valueOf(row, field, columns)),
    }));
  }

  /** No property that is undefined: Prisma may be told to refuse those. */
  #within(range: Where | undefined): ListQuery {
    const { where } = this.query;
    if (range === undefined) return {};
    return { where: where === undefined ? range : { AND: [where, range] } };
  }

  #valueOf(row: ReadRow, field: string, columns: SortColumns): CursorValue {
    const column = columns.get(field);
    const value = row[field];
    if (value === null && column?.isNullable === true) return null;
    const cursor = column === undefined ? undefined : SORT_VALUES[column.type].toCursor(value);
    if (cursor === undefined) throw notRead(this.facts.name, field);
    return cursor;
  }
}

function orderOf(sort: readonly PageSort[]): Record<string, PageSort['direction']>[] {
  return sort.map(({ field, direction }) => ({ [field]: direction }));
}

function without(row: ReadRow, fields: readonly string[]): ReadRow {
  if (fields.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
}
