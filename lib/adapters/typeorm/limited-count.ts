import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Rows of the query, `most` at most. */
export async function limitedCount<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  most: number,
): Promise<number> {
  const limited = query.select(keyOf(query)).limit(most);
  const counted = await query
    .createQueryBuilder()
    .select('COUNT(1)', 'counted')
    .from(`(${limited.getQuery()})`, 'limited')
    .setParameters(limited.getParameters())
    .getRawOne<{ counted: string | number }>();
  return Number(counted?.counted ?? 0);
}

/** A query with DISTINCT has to be distinct by something. */
function keyOf({ alias, expressionMap }: SelectQueryBuilder<ObjectLiteral>): string[] {
  const key = expressionMap.mainAlias?.metadata.primaryColumns ?? [];
  return key.length === 0 ? [alias] : key.map(({ propertyPath }) => `${alias}.${propertyPath}`);
}
