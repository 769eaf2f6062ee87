import type { Comparison, Condition } from '../../pagination/keyset/condition.js';
import type { CursorValue } from '../../pagination/keyset/keyset-position.js';
import type { SortColumns } from './sort-columns.js';
import { SORT_VALUES } from './sort-values.js';

export type Where = Readonly<Record<string, unknown>>;

const FILTERS: Record<Comparison, string> = {
  '=': 'equals',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

/** A condition as the `where` of findMany. */
export function whereCondition(condition: Condition, columns: SortColumns): Where {
  switch (condition.kind) {
    case 'compare':
      return compare(condition.field, condition.operator, condition.value, columns);
    case 'null':
      return { [condition.field]: condition.isNull ? null : { not: null } };
    case 'row':
      throw new TypeError('Prisma compares no rows.');
    default: {
      const parts = condition.of.map((part) => whereCondition(part, columns));
      return condition.kind === 'and' ? { AND: parts } : { OR: parts };
    }
  }
}

function compare(
  field: string,
  operator: Comparison,
  value: NonNullable<CursorValue>,
  columns: SortColumns,
): Where {
  const type = columns.get(field)?.type ?? 'String';
  if (type === 'Boolean') return compareBoolean(field, operator, value === true);
  return { [field]: { [FILTERS[operator]]: SORT_VALUES[type].toFilter(value) } };
}

/** Prisma knows no gt of booleans; an empty OR is true of no row. */
function compareBoolean(field: string, operator: Comparison, value: boolean): Where {
  const matches = [false, true].filter((one) => isMatch(Number(one) - Number(value), operator));
  return { OR: matches.map((one) => ({ [field]: one })) };
}

function isMatch(difference: number, operator: Comparison): boolean {
  if (difference === 0) return operator.includes('=');
  return operator.startsWith(difference < 0 ? '<' : '>');
}
