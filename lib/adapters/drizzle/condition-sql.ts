import { sql, type SQL } from 'drizzle-orm';
import type { Condition } from '../../pagination/keyset/condition.js';
import type { CursorValue } from '../../pagination/keyset/keyset-position.js';

/** How a condition names things in SQL. */
export interface ConditionParts {
  readonly column: (field: string) => SQL;
  readonly parameter: (value: NonNullable<CursorValue>, field: string) => SQL;
}

/** A condition as SQL of Drizzle, which is no text, so that its columns keep their aliases and its parameters their places. */
export function conditionSql(condition: Condition, parts: ConditionParts): SQL {
  switch (condition.kind) {
    case 'compare': {
      const { field, operator, value } = condition;
      return sql`${parts.column(field)} ${sql.raw(operator)} ${parts.parameter(value, field)}`;
    }
    case 'row': {
      const { fields, operator, values } = condition;
      const columns = sql.join(fields.map(parts.column), sql`, `);
      const parameters = values.map((value, i) => parts.parameter(value, fields[i] ?? ''));
      return sql`(${columns}) ${sql.raw(operator)} (${sql.join(parameters, sql`, `)})`;
    }
    case 'null':
      return sql`${parts.column(condition.field)} is ${sql.raw(condition.isNull ? 'null' : 'not null')}`;
    default: {
      const all = condition.of.map((part) => conditionSql(part, parts));
      return sql`(${sql.join(all, sql.raw(` ${condition.kind} `))})`;
    }
  }
}
