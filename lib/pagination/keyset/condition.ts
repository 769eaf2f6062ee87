import type { CursorValue } from './keyset-position.js';

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** What rows must be like, in no language of a database. */
export type Condition =
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Comparison;
      readonly value: NonNullable<CursorValue>;
    }
  /** `(a, b) > (1, 2)`: a before b. */
  | {
      readonly kind: 'row';
      readonly fields: readonly string[];
      readonly operator: Comparison;
      readonly values: readonly NonNullable<CursorValue>[];
    }
  | { readonly kind: 'null'; readonly field: string; readonly isNull: boolean }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] };

/** All of them; one alone stays as it is. */
export function allOf(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  return first !== undefined && conditions.length === 1 ? first : { kind: 'and', of: conditions };
}
