import type { Condition } from '../../pagination/keyset/condition.js';
import { keysetPlan, oneConditionOf } from '../../pagination/keyset/keyset-plan.js';
import type { KeysetRules } from '../../pagination/keyset/keyset-rules.js';
import type { KeysetWalk } from '../../pagination/keyset/page-source.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { Dialect } from './dialect.js';

export interface RangesToRead {
  readonly order: readonly PageSort[];
  /** One after another until the page is full; undefined is the whole list. */
  readonly ranges: readonly (Condition | undefined)[];
}

export function rangesToRead(
  { sort, position }: KeysetWalk,
  dialect: Dialect,
  isNullable: KeysetRules['isNullable'],
): RangesToRead {
  const rules = { nulls: dialect.nulls, hasRowValues: dialect.hasRowValues, isNullable };
  const plan = keysetPlan(sort, position, rules);
  if (position === undefined) return { order: plan.order, ranges: [undefined] };
  return dialect.joinsRanges
    ? { order: plan.order, ranges: [oneConditionOf(plan, position, rules)] }
    : plan;
}
