import type { PageSort } from '../page-request.js';
import { allOf, type Comparison, type Condition } from './condition.js';
import type { CursorValue, KeysetPosition } from './keyset-position.js';
import type { KeysetRules } from './keyset-rules.js';

/** Sort columns, the key included, beyond which the ranges become one condition. */
const MOST_COLUMNS = 4;

/** How the rows after a position are read from an index. */
export interface KeysetPlan {
  /** The order to read in: that of the list, turned round for the way back. */
  readonly order: readonly PageSort[];
  /**
   * Ranges without a row in common, in the order of the list, each of which an index on the sort columns finds at once;
   * none means all rows. The page is filled from the first, what is missing from the next, and so on.
   */
  readonly ranges: readonly Condition[];
}

interface PlannedColumn extends PageSort {
  readonly value: CursorValue;
  readonly isNullable: boolean;
  /** Whether NULL comes after all values in the order of reading. */
  readonly isNullLast: boolean;
}

/** The plan for a list with a complete sort: its last columns are a unique key that is never NULL. */
export function keysetPlan(
  sort: readonly PageSort[],
  position: KeysetPosition | undefined,
  rules: KeysetRules,
): KeysetPlan {
  const order = position?.direction === 'backward' ? sort.map(turned) : sort;
  if (position === undefined) return { order, ranges: [] };
  const columns = order.map((column, i) => planned(column, position.values[i] ?? null, rules));
  const ranges = rangesOf(groupsOf(columns, rules.hasRowValues), position.isInclusive);
  return { order, ranges: columns.length > MOST_COLUMNS ? [asOne(columns, ranges)] : ranges };
}

/** The same plan as one condition, for a database that finds it in an index: MariaDB and MySQL do, without NULL. */
export function oneConditionOf(
  { order, ranges }: KeysetPlan,
  position: KeysetPosition | undefined,
  rules: KeysetRules,
): Condition | undefined {
  const columns = order.map((column, i) => planned(column, position?.values[i] ?? null, rules));
  return ranges.length > 1 ? asOne(columns, ranges) : ranges[0];
}

function turned({ field, direction }: PageSort): PageSort {
  return { field, direction: direction === 'asc' ? 'desc' : 'asc' };
}

function planned(
  { field, direction }: PageSort,
  value: CursorValue,
  { nulls, isNullable }: KeysetRules,
): PlannedColumn {
  const isNullLast = (nulls === 'largest') === (direction === 'asc');
  return { field, direction, value, isNullable: isNullable(field), isNullLast };
}

/** Columns that one comparison of rows can do. A column with NULL can only be the first of its group, and not at NULL. */
function groupsOf(columns: readonly PlannedColumn[], hasRowValues: boolean): PlannedColumn[][] {
  const groups: PlannedColumn[][] = [];
  for (const column of columns) {
    const group = groups.at(-1);
    const first = group?.[0];
    const joins =
      hasRowValues &&
      !column.isNullable &&
      column.value !== null &&
      first?.direction === column.direction &&
      first.value !== null;
    if (joins) group?.push(column);
    else groups.push([column]);
  }
  return groups;
}

/** The nearest rows first: those that differ from the position in the last group only. */
function rangesOf(groups: readonly PlannedColumn[][], isInclusive: boolean): Condition[] {
  return groups
    .flatMap((group, i) => {
      const equal = groups.slice(0, i).flat().map(equalTo);
      const last = i === groups.length - 1;
      return [after(group, isInclusive && last).map((range) => allOf([...equal, range]))];
    })
    .reverse()
    .flat();
}

function equalTo({ field, value }: PlannedColumn): Condition {
  return value === null
    ? { kind: 'null', field, isNull: true }
    : { kind: 'compare', field, operator: '=', value };
}

function after(group: readonly PlannedColumn[], isInclusive: boolean): Condition[] {
  const [first] = group;
  if (first === undefined) return [];
  const { field, isNullable, isNullLast } = first;
  if (first.value === null) return isNullLast ? [] : [{ kind: 'null', field, isNull: false }];
  const operator = operatorOf(first, isInclusive);
  const values = group.map(({ value }) => value).filter((value) => value !== null);
  const range: Condition =
    group.length === 1
      ? { kind: 'compare', field, operator, value: first.value }
      : { kind: 'row', fields: group.map((column) => column.field), operator, values };
  return isNullable && isNullLast ? [range, { kind: 'null', field, isNull: true }] : [range];
}

function operatorOf({ direction }: PlannedColumn, isInclusive: boolean): Comparison {
  if (direction === 'asc') return isInclusive ? '>=' : '>';
  return isInclusive ? '<=' : '<';
}

/** With a bound on the first column, by which an index finds where to begin. */
function asOne(columns: readonly PlannedColumn[], ranges: readonly Condition[]): Condition {
  const [first] = columns;
  const either: Condition = { kind: 'or', of: ranges };
  if (first === undefined || (first.isNullable && (first.isNullLast || first.value === null)))
    return either;
  return first.value === null
    ? either
    : allOf([
        {
          kind: 'compare',
          field: first.field,
          operator: operatorOf(first, true),
          value: first.value,
        },
        either,
      ]);
}
