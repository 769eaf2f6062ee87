import type { SQL } from 'drizzle-orm';

/** A select of PostgreSQL, SQLite or MySQL, with its joins: `db.select().from(cities).where(...)`. */
export interface DrizzleQuery<Row> {
  readonly _: { readonly result: readonly Row[]; readonly config: SelectConfig };
  getSQL(): SQL;
  prepare(name: string): { execute(): unknown };
}

/** What a select has been told so far, as far as pages are concerned. */
export interface SelectConfig {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly table: unknown;
  readonly joins?: readonly SelectJoin[];
  readonly where?: SQL;
  readonly orderBy?: readonly unknown[];
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly distinct?: unknown;
  readonly setOperators: readonly unknown[];
}

export interface SelectJoin {
  readonly joinType: string;
  readonly table: unknown;
  readonly alias: string | undefined;
}

/** The text of the query with some of its parts replaced. */
export function selectOf(query: DrizzleQuery<unknown>, parts: Partial<SelectConfig>): SQL {
  return variantOf(query, parts).getSQL();
}

/** What a statement gives, read as rows of these fields; the session, its cache and its log are those of the query. */
export async function execute(
  query: DrizzleQuery<unknown>,
  fields: SelectConfig['fields'],
  statement: SQL,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const prepared = variantOf(query, { fields }, { getSQL: { value: () => statement } });
  // A statement without a name is kept by no server.
  const rows: unknown = await prepared.prepare('').execute();
  return rows as Record<string, unknown>[];
}

/** The query itself is never written to: it belongs to the caller, and several may read it at a time. */
function variantOf(
  query: DrizzleQuery<unknown>,
  parts: Partial<SelectConfig>,
  properties: PropertyDescriptorMap = {},
): DrizzleQuery<unknown> {
  const config = { value: { ...query._.config, ...parts } };
  return Object.create(query, { config, ...properties }) as DrizzleQuery<unknown>;
}
