/** The rows that PostgreSQL expects of a query, from what EXPLAIN (FORMAT JSON) gave: a value, or its text. */
export function plannedRows(plan: unknown): number | undefined {
  const parsed: unknown = typeof plan === 'string' ? JSON.parse(plan) : plan;
  const rows = ['0', 'Plan', 'Plan Rows'].reduce(memberOf, parsed);
  return typeof rows === 'number' ? rows : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
