import type { Condition } from './condition.js';
import type { CursorValue } from './keyset-position.js';

/** How a condition names things in the text of a query. */
export interface ConditionNames {
  /** The column of a field, quoted. */
  readonly column: (field: string) => string;
  /** A parameter that holds the value, to be compared with the column of the field. */
  readonly parameter: (value: NonNullable<CursorValue>, field: string) => string;
}

/** A condition as SQL. */
export function renderCondition(condition: Condition, names: ConditionNames): string {
  switch (condition.kind) {
    case 'compare': {
      const { field, operator, value } = condition;
      return `${names.column(field)} ${operator} ${names.parameter(value, field)}`;
    }
    case 'row': {
      const { fields, operator, values } = condition;
      const columns = fields.map((field) => names.column(field)).join(', ');
      const parameters = values.map((value, i) => names.parameter(value, fields[i] ?? ''));
      return `(${columns}) ${operator} (${parameters.join(', ')})`;
    }
    case 'null':
      return `${names.column(condition.field)} IS ${condition.isNull ? 'NULL' : 'NOT NULL'}`;
    default: {
      const parts = condition.of.map((part) => renderCondition(part, names));
      return `(${parts.join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
  }
}
