import type { EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface FoundColumn {
  readonly alias: string;
  readonly column: EntityMetadata['columns'][number];
  readonly isNullable: boolean;
  /** Where it is not that of the column. */
  readonly type?: string;
}

/** The column of a property path, from an alias along the relations that the query joins. */
export function findColumn(
  query: SelectQueryBuilder<ObjectLiteral>,
  alias: string,
  path: string,
): FoundColumn | undefined {
  const { aliases, joinAttributes } = query.expressionMap;
  const metadata = aliases.find((each) => each.name === alias && each.hasMetadata)?.metadata;
  const column = metadata?.findColumnWithPropertyPath(path);
  if (column !== undefined && !column.isVirtualProperty)
    return { alias, column, isNullable: column.isNullable || isOfView(column) };
  for (const join of joinAttributes) {
    const relation = `${join.relationPropertyPath ?? ''}.`;
    if (join.parentAlias !== alias || !path.startsWith(relation)) continue;
    const found = findColumn(query, join.alias.name, path.slice(relation.length));
    if (found) return { ...found, isNullable: found.isNullable || join.direction === 'LEFT' };
  }
  return undefined;
}

/** TypeORM takes the columns of a view for NOT NULL, which it cannot know. */
function isOfView({ entityMetadata, isPrimary }: FoundColumn['column']): boolean {
  return entityMetadata.tableType === 'view' && !isPrimary;
}
