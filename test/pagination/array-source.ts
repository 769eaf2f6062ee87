import {
  type Condition,
  type CursorValue,
  keysetPlan,
  type KeysetRules,
  type KeysetWalk,
  type PageSort,
  PageSource,
  type PageWindow,
  type PositionedRow,
} from 'nestjs-production-readiness';

export type Row = Readonly<Record<string, CursorValue>>;

const ALL: Condition = { kind: 'and', of: [] };

/** A list in memory, read by the ranges of a keyset plan as a database would. */
export class ArraySource extends PageSource<Row> {
  constructor(
    private readonly rows: readonly Row[],
    private readonly rules: KeysetRules,
  ) {
    super();
  }

  async walk({ sort, position, take }: KeysetWalk): Promise<PositionedRow<Row>[]> {
    const { order, ranges } = keysetPlan(sort, position, this.rules);
    const rows = (ranges.length > 0 ? ranges : [ALL]).flatMap((range) =>
      sorted(
        this.rows.filter((row) => holds(range, row)),
        order,
        this.rules,
      ),
    );
    return rows.slice(0, take).map((row) => ({ row, values: valuesOf(row, sort) }));
  }

  async window({ take, skip }: PageWindow, sort: readonly PageSort[]): Promise<Row[]> {
    return sorted(this.rows, sort, this.rules).slice(skip, skip + take);
  }

  async count(most = Number.POSITIVE_INFINITY): Promise<number> {
    return Math.min(this.rows.length, most);
  }
}

export function valuesOf(row: Row, sort: readonly PageSort[]): CursorValue[] {
  return sort.map(({ field }) => row[field] ?? null);
}

export function sorted(
  rows: readonly Row[],
  order: readonly PageSort[],
  rules: KeysetRules,
): Row[] {
  return rows.toSorted(by(order, rules));
}

/** How two rows stand in an order. */
export function by(order: readonly PageSort[], { nulls }: KeysetRules) {
  return (a: Row, b: Row): number => {
    for (const { field, direction } of order) {
      const [one, other] = [a[field] ?? null, b[field] ?? null];
      const ascending = compare(one, other, nulls);
      if (ascending !== 0) return direction === 'asc' ? ascending : -ascending;
    }
    return 0;
  };
}

function compare(a: CursorValue, b: CursorValue, nulls: KeysetRules['nulls']): number {
  if (a === b) return 0;
  if (a === null) return nulls === 'largest' ? 1 : -1;
  if (b === null) return nulls === 'largest' ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Whether a row is found by WHERE: a comparison with NULL is not true. */
export function holds(condition: Condition, row: Row): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((each) => holds(each, row));
    case 'or':
      return condition.of.some((each) => holds(each, row));
    case 'null':
      return (row[condition.field] === null) === condition.isNull;
    case 'compare':
      return rowHolds([condition.field], condition.operator, [condition.value], row);
    case 'row':
      return rowHolds(condition.fields, condition.operator, condition.values, row);
  }
}

function rowHolds(
  fields: readonly string[],
  operator: string,
  values: readonly NonNullable<CursorValue>[],
  row: Row,
): boolean {
  for (const [index, field] of fields.entries()) {
    const [mine, theirs] = [row[field] ?? null, values[index] ?? null];
    if (mine === null || theirs === null) return false;
    if (mine !== theirs) return operator.startsWith(mine < theirs ? '<' : '>');
  }
  return operator.includes('=');
}
