import type { Condition } from './condition.js';

/** The fields that are NULL in every row of a condition. */
export function heldAtNull(condition: Condition): readonly string[] {
  if (condition.kind === 'null') return condition.isNull ? [condition.field] : [];
  if (condition.kind !== 'and' && condition.kind !== 'or') return [];
  const [first = [], ...others] = condition.of.map(heldAtNull);
  return condition.kind === 'and'
    ? [...first, ...others.flat()]
    : first.filter((field) => others.every((other) => other.includes(field)));
}
