import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { DialectColumn } from '../dialects/dialect.js';
import { findColumn, type FoundColumn } from './find-column.js';
import type { ChosenColumn, TypeOrmOptions } from './typeorm.options.js';
import { UnpageableQuery } from './unpageable-query.js';

/** A column that a list can be sorted by. */
export interface SortColumn extends DialectColumn {
  /** Its quoted name with that of its alias. */
  readonly sql: string;
  readonly isNullable: boolean;
}

/** Throws PageFetchError where the query has no such column. */
export function sortColumnOf(
  query: SelectQueryBuilder<ObjectLiteral>,
  field: string,
  { columns = {} }: TypeOrmOptions,
): SortColumn {
  const chosen = Object.hasOwn(columns, field) ? columns[field] : undefined;
  const found =
    chosen === undefined ? findColumn(query, query.alias, field) : byAlias(query, chosen);
  if (found === undefined) throw UnpageableQuery.unknownField(field, query.alias);
  const { alias, column, isNullable, type } = found;
  return {
    field,
    sql: `${query.escape(alias)}.${query.escape(column.databaseName)}`,
    type: type ?? query.dataSource.driver.normalizeType(column),
    isNullable,
  };
}

function byAlias(
  query: SelectQueryBuilder<ObjectLiteral>,
  chosen: NonNullable<TypeOrmOptions['columns']>[string],
): FoundColumn | undefined {
  const {
    column,
    nullable = true,
    type,
  }: ChosenColumn = typeof chosen === 'string' ? { column: chosen } : chosen;
  const dot = column.indexOf('.');
  const found = findColumn(query, column.slice(0, dot), column.slice(dot + 1));
  return found && { ...found, isNullable: nullable, ...(type !== undefined && { type }) };
}
