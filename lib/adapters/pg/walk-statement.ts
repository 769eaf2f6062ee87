import type { Condition } from '../../pagination/keyset/condition.js';
import { keysetPlan } from '../../pagination/keyset/keyset-plan.js';
import type { KeysetWalk } from '../../pagination/keyset/page-source.js';
import { renderCondition, type ConditionNames } from '../../pagination/keyset/render-condition.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PgQuery, PgStatement } from './pg-query.js';
import { columnOf, isNullable, listOf, orderOf } from './pg-statement.js';

/** What a walked row has beside the columns of the query. */
export interface WalkedColumns {
  readonly __page_position: readonly (string | null)[];
}

interface Walking {
  readonly query: PgQuery;
  readonly sort: readonly PageSort[];
  readonly order: readonly PageSort[];
  readonly limit: number;
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
  const walking = { query, sort, order, limit: limitFor(take), names };
  const rows = ranges.length > 1 ? inTurn(walking, ranges) : rangeOf(walking, ranges[0]);
  return { text: `SELECT * FROM (${rows}) AS page LIMIT $${values.push(take)}`, values };
}

/**
 * A number in the text, as a plan that is kept for all values of parameters must know that few rows are wanted. Of all limits
 * that clients send only these make texts of their own.
 */
function limitFor(take: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(take, LEAST_LIMIT)));
}

const LEAST_LIMIT = 32;

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
 * The ranges one after the other, each only as far as the page needs. There is no order of the whole, which would read and sort
 * all of them: parts with a LIMIT are never read in parallel.
 */
function inTurn(walking: Walking, ranges: readonly Condition[]): string {
  return ranges.map((range) => `(${rangeOf(walking, range)})`).join(' UNION ALL ');
}

function rangeOf(
  { query, sort, order, limit, names }: Walking,
  range: Condition | undefined,
): string {
  const where = range === undefined ? '' : ` WHERE ${renderCondition(range, names)}`;
  const position = sort.map(({ field }) => exactText(columnOf(field))).join(', ');
  return `SELECT q.*, ARRAY[${position}] AS __page_position FROM ${listOf(query)}${where} ORDER BY ${orderOf(order)} LIMIT ${limit}`;
}

/** Lossless, and the same whatever DateStyle, TimeZone and IntervalStyle a session has. */
function exactText(column: string): string {
  return `to_json(${column}) #>> '{}'`;
}
