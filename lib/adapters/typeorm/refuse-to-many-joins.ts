import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { UnpageableQuery } from './unpageable-query.js';

/** A join to many gives a row for each of the many, which LIMIT counts. Throws PageFetchError for the first. */
export function refuseToManyJoins({ expressionMap }: SelectQueryBuilder<ObjectLiteral>): void {
  const toMany = expressionMap.joinAttributes.find(({ isMany }) => isMany);
  if (toMany === undefined) return;
  const { relation, alias } = toMany;
  const name = relation
    ? `${relation.entityMetadata.name}.${relation.propertyPath}`
    : `the join "${alias.name}"`;
  throw UnpageableQuery.toManyJoin(name);
}
