import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import {
  keysetPlan,
  PageSource,
  type Condition,
  type CursorValue,
  type KeysetWalk,
  type PageSort,
  type PageWindow,
  type PositionedRow,
} from 'nestjs-production-readiness';

/** A query of Kysely on PostgreSQL, without an order, as a list that pages are read of. */
export class KyselySource<DB, TB extends keyof DB, Row> extends PageSource<Row> {
  constructor(
    private readonly db: Kysely<DB>,
    private readonly query: SelectQueryBuilder<DB, TB, Row>,
    /** Columns that may be NULL. */
    private readonly nullable: readonly string[] = [],
  ) {
    super();
  }

  async walk({ sort, position, take }: KeysetWalk): Promise<PositionedRow<Row>[]> {
    const isNullable = (field: string) => this.nullable.includes(field);
    const rules = { nulls: 'largest', hasRowValues: true, isNullable } as const;
    const { order, ranges } = keysetPlan(sort, position, rules);
    const rows: PositionedRow<Row>[] = [];
    for (const range of ranges.length === 0 ? [sql<SqlBool>`true`] : ranges.map(matching)) {
      if (rows.length === take) break;
      const query = ordered(this.query.where(range), order).limit(take - rows.length);
      const found = await query
        .select(exactValues(sort).as('position'))
        .$castTo<Row & { position: CursorValue[] }>()
        .execute();
      rows.push(...found.map(({ position: values, ...row }) => ({ row: row as Row, values })));
    }
    return rows;
  }

  async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<readonly Row[]> {
    return ordered(this.query, sort).limit(take).offset(skip).execute();
  }

  async count(most?: number): Promise<number> {
    const one = this.query.clearSelect().select(sql`1`.as('one'));
    const counted = sql<{ rows: string }>`
      select count(*) as rows from (${most === undefined ? one : one.limit(most)}) as list`;
    const { rows } = await counted.execute(this.db);
    return Number(rows[0]?.rows);
  }
}

function ordered<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: readonly PageSort[],
): SelectQueryBuilder<DB, TB, Row> {
  return order.reduce((sorted, { field, direction }) => {
    return sorted.orderBy(sql.ref(field), direction);
  }, query);
}

/** Texts of the database: JavaScript has no microseconds and no large integers that JSON carries. */
function exactValues(sort: readonly PageSort[]): RawBuilder<CursorValue[]> {
  const texts = sort.map(({ field }) => sql`to_json(${sql.ref(field)}) #>> '{}'`);
  return sql`json_build_array(${sql.join(texts)})`;
}

function matching(condition: Condition): RawBuilder<SqlBool> {
  switch (condition.kind) {
    case 'compare':
      return sql`${sql.ref(condition.field)} ${sql.raw(condition.operator)} ${condition.value}`;
    case 'row': {
      const { fields, operator, values } = condition;
      const columns = fields.map((field) => sql.ref(field));
      return sql`(${sql.join(columns)}) ${sql.raw(operator)} (${sql.join(values)})`;
    }
    case 'null':
      return sql`${sql.ref(condition.field)} is ${sql.raw(condition.isNull ? 'null' : 'not null')}`;
    default: {
      const parts = condition.of.map(matching);
      return sql`(${sql.join(parts, sql.raw(` ${condition.kind} `))})`;
    }
  }
}
