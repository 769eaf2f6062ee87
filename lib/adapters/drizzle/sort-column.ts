import { Column, getTableColumns, getTableName, is, SQL, Table } from 'drizzle-orm';
import type { SelectConfig } from './drizzle-query.js';
import type { ChosenColumn, DrizzleOptions } from './drizzle.options.js';
import { UnpageableQuery } from './unpageable-query.js';

/** A column or an expression that a list can be sorted by. */
export interface SortColumn extends ChosenColumn {
  readonly type: string;
}

/** What a field is: chosen by option, else selected under that name, else a column of the table. Throws PageFetchError. */
export function sortColumnOf(
  field: string,
  config: SelectConfig,
  { columns = {} }: DrizzleOptions,
): SortColumn {
  const chosen = ownOf(columns, field) ?? ownOf(config.fields, field);
  const found =
    chosen ?? (is(config.table, Table) ? getTableColumns(config.table)[field] : undefined);
  if (isChosenColumn(found)) return { ...found, type: found.type ?? typeOf(found.column) };
  const column = is(found, SQL.Aliased) ? found.sql : found;
  if (!is(column, Column) && !is(column, SQL)) throw UnpageableQuery.unknownField(field);
  const nullable = !is(column, Column) || isNullable(column, config);
  return { column, nullable, type: typeOf(column) };
}

function ownOf(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isChosenColumn(found: unknown): found is ChosenColumn {
  return typeof found === 'object' && found !== null && Object.hasOwn(found, 'nullable');
}

/** Nothing is known of an expression. */
function typeOf(column: Column | SQL): string {
  return is(column, Column) ? column.getSQLType() : '';
}

function isNullable(column: Column, config: SelectConfig): boolean {
  const isDeclared = column.notNull || column.primary;
  return !isDeclared || !requiredTables(config).has(getTableName(column.table));
}

/** The tables that have a row for each row of the query; of a subquery or a view only its own query knows. */
function requiredTables({ table, joins = [] }: SelectConfig): ReadonlySet<string | undefined> {
  const required = new Set<string | undefined>();
  if (is(table, Table)) required.add(getTableName(table));
  for (const { joinType, table: joined, alias } of joins) {
    if (joinType === 'right' || joinType === 'full') required.clear();
    if (joinType !== 'left' && joinType !== 'full' && is(joined, Table)) required.add(alias);
  }
  return required;
}
