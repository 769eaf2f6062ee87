import { iteratePages, type Iteration } from '../../pagination/keyset/iterate-pages.js';
import type { PrismaKnown, PrismaModel, PrismaQuery, PrismaRow } from './prisma-model.js';
import type { PrismaPageOptions } from './prisma-page-options.js';
import { PrismaPageSource } from './prisma-page-source.js';

export interface PrismaIteration extends PrismaPageOptions, Iteration {}

/**
 * All rows of the query in order, `size` at a time, for exports: no transaction stays open.
 * Throws PageFetchError as `paginate` does.
 */
export function iterate<Model extends PrismaModel, const Query extends PrismaQuery<Model>>(
  model: Model,
  query: Query & PrismaKnown<Model, Query>,
  options: PrismaIteration,
): AsyncGenerator<PrismaRow<Model, Query>[], void, undefined> {
  const source = new PrismaPageSource<PrismaRow<Model, Query>>(model, query, options);
  return iteratePages(source, options);
}
