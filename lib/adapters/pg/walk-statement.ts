import type { Condition } from '../../pagination/keyset/condition.js';
import { keysetPlan } from '../../pagination/keyset/keyset-plan.js';
import type { KeysetWalk } from '../../pagination/keyset/page-source.js';
import { renderCondition, type ConditionNames } from '../../pagination/keyset/render-condition.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PgQuery } from './pg-query.js';
import { columnOf, isNullable, listOf, orderOf, quoted, type PgStatement } from './pg-statement.js';

/** What a walked row has beside the columns of the query. */
export interface WalkedColumns {
  readonly __page_position: readonly (string | null)[];
}

interface Walking {
  readonly query: PgQuery;
  readonly sort: readonly PageSort[];
  readonly order: readonly PageSort[];
  /** The parameter with the most rows. */
  readonly take: string;
  readonly names: ConditionNames;
}

/** The rows nearest to a position, and where each of them stands. */
export function walkStatement(query: PgQuery, { sort, position, take }: KeysetWalk): PgStatement {
  const { order, ranges } = keysetPlan(sort, position, {
    nulls: 'largest',
    hasRowValues: true,
    isNullable: (field) => isNullable(query, sort, field),
  });
  const values = [...(query.values ?? [])];
  const names = { column: columnOf, parameter: parametersIn(values) };
  const walking = { query, sort, order, take: `$${values.push(take)}`, names };
  const text = ranges.length > 1 ? oneAfterTheOther(walking, ranges) : rangeOf(walking, ranges[0]);
  return { text, values };
}

/** One parameter a column, of its type: PostgreSQL reads the text as it reads a literal. */
function parametersIn(values: unknown[]): ConditionNames['parameter'] {
  const parameters = new Map<string, string>();
  return (value, field) => {
    const parameter = parameters.get(field) ?? `$${values.push(value)}`;
    parameters.set(field, parameter);
    return parameter;
  };
}

/**
 * Each range gives what the ranges before it have left of the page; one that is left nothing is not looked into. The LIMIT
 * within it is what the planner knows when it chooses an index. In the end a page is sorted, not a list.
 */
function oneAfterTheOther(walking: Walking, ranges: readonly Condition[]): string {
  const names = ranges.map((_, i) => `__page_range_${i}`);
  const parts = ranges.map((range, i) => {
    const rows = rangeOf(walking, range);
    const rest = names.slice(0, i).map((name) => ` - (SELECT count(*) FROM ${name})`);
    return `${names[i]} AS (SELECT * FROM (${rows}) AS q LIMIT ${walking.take}${rest.join('')})`;
  });
  const all = names.map((name) => `SELECT * FROM ${name}`).join(' UNION ALL ');
  return `WITH ${parts.join(', ')} ${all} ORDER BY ${orderOf(walking.order, quoted)}`;
}

function rangeOf(
  { query, sort, order, take, names }: Walking,
  range: Condition | undefined,
): string {
  const where = range === undefined ? '' : ` WHERE ${renderCondition(range, names)}`;
  const position = sort.map(({ field }) => exactText(columnOf(field))).join(', ');
  return `SELECT q.*, ARRAY[${position}] AS __page_position FROM ${listOf(query)}${where} ORDER BY ${orderOf(order)} LIMIT ${take}`;
}

/** Lossless, and the same whatever DateStyle, TimeZone and IntervalStyle a session has. */
function exactText(column: string): string {
  return `to_json(${column}) #>> '{}'`;
}
