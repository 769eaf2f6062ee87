import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Condition } from '../../pagination/keyset/condition.js';
import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import type { PositionedRow } from '../../pagination/keyset/page-source.js';
import { renderCondition } from '../../pagination/keyset/render-condition.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { Dialect } from '../dialects/dialect.js';
import { heldAtNull } from '../../pagination/keyset/held-at-null.js';
import type { SortColumn } from './sort-column.js';
import { UnpageableQuery } from './unpageable-query.js';

/** A copy of a user's query that reads a part of its rows with the exact values of the columns it is sorted by. */
export class ListQuery<Row extends ObjectLiteral> {
  readonly #query: SelectQueryBuilder<Row>;
  readonly #dialect: Dialect;
  readonly #columns: ReadonlyMap<string, SortColumn>;
  /** What no alias and no parameter of the query begins with. */
  readonly #prefix: string;

  constructor(
    query: SelectQueryBuilder<Row>,
    dialect: Dialect,
    columns: ReadonlyMap<string, SortColumn>,
  ) {
    this.#query = copyOf(query);
    this.#dialect = dialect;
    this.#columns = columns;
    this.#prefix = freePrefix(this.#query);
  }

  /** The rows of a query in no order. */
  static unordered<Row extends ObjectLiteral>(
    query: SelectQueryBuilder<Row>,
  ): SelectQueryBuilder<Row> {
    return copyOf(query).orderBy().setOption('disable-global-order');
  }

  where(condition: Condition): this {
    const parameters: ObjectLiteral = {};
    const sql = renderCondition(condition, {
      column: (field) => this.#column(field).sql,
      parameter: (value, field) => {
        const name = `${this.#prefix}p${Object.keys(parameters).length}`;
        const parameter = this.#dialect.parameter(value, this.#column(field));
        parameters[name] = parameter.value;
        return parameter.sql(`:${name}`);
      },
    });
    bracketWheres(this.#query);
    this.#query.andWhere(sql, parameters);
    return this;
  }

  /** `within` is what its rows are like. */
  orderBy(order: readonly PageSort[], within?: Condition): this {
    const needless = within && this.#dialect.sortsForNull ? heldAtNull(within) : [];
    this.#query.orderBy();
    for (const { field, direction } of order.filter(({ field }) => !needless.includes(field)))
      this.#query.addOrderBy(this.#column(field).sql, direction === 'asc' ? 'ASC' : 'DESC');
    return this;
  }

  async rows(take: number, skip: number): Promise<Row[]> {
    return (await this.#read(take, skip)).entities;
  }

  async positionedRows(take: number): Promise<PositionedRow<Row>[]> {
    const columns = [...this.#columns.values()];
    const names = columns.map((_, i) => `${this.#prefix}c${i}`);
    for (const [i, column] of columns.entries())
      this.#query.addSelect(this.#dialect.exact(column), names[i]);
    const { raw, entities } = await this.#read(take);
    return entities.map((row, i) => ({
      row,
      values: names.map((name) => raw[i]?.[name] ?? null),
    }));
  }

  async #read(take: number, skip?: number) {
    const rows = await this.#query
      .limit(take)
      .offset(skip)
      .getRawAndEntities<Record<string, CursorValue>>();
    const { raw, entities } = rows;
    if (raw.length !== entities.length) throw UnpageableQuery.manyRows(raw.length, entities.length);
    return rows;
  }

  #column(field: string): SortColumn {
    const column = this.#columns.get(field);
    if (column === undefined) throw UnpageableQuery.unknownField(field, this.#query.alias);
    return column;
  }
}

function copyOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
): SelectQueryBuilder<Row> {
  const copy = query.clone().limit().offset().take().skip();
  // Every page would be the one that was cached under this name; without it TypeORM takes the text of the query.
  copy.expressionMap.cacheId = '';
  return copy;
}

/** TypeORM writes `a OR b AND ours`, which is not `(a OR b) AND ours`. */
function bracketWheres({ expressionMap }: SelectQueryBuilder<ObjectLiteral>): void {
  const { wheres } = expressionMap;
  if (wheres.length === 0) return;
  expressionMap.wheres = [
    { type: 'simple', condition: { operator: 'brackets', condition: wheres } },
  ];
}

function freePrefix(query: SelectQueryBuilder<ObjectLiteral>): string {
  const { aliases, selects } = query.expressionMap;
  const taken = [
    ...Object.keys(query.getParameters()),
    ...aliases.map(({ name }) => name),
    ...selects.map(({ aliasName }) => aliasName ?? ''),
  ];
  let prefix = 'keyset_';
  while (taken.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
