import { completeSort } from '../../pagination/keyset/complete-sort.js';
import { iteratePages } from '../../pagination/keyset/iterate-pages.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PrismaKnown, PrismaModel, PrismaQuery, PrismaRow } from './prisma-model.js';
import type { PrismaPageOptions } from './prisma-page-options.js';
import { PrismaPageSource } from './prisma-page-source.js';

export interface PrismaIteration extends PrismaPageOptions {
  /** The unique field that completes the sort, or several that are unique together. */
  readonly key: string | readonly string[];
  /** The most significant field first. */
  readonly sort?: Readonly<Record<string, PageSort['direction']>>;
  /** Rows in memory at once. */
  readonly size?: number;
}

const SIZE = 1000;

/**
 * All rows of the query in order, `size` at a time (1,000 unless told), for exports: no transaction stays open.
 * Throws PageFetchError as `paginate` does.
 */
export function iterate<Model extends PrismaModel, const Query extends PrismaQuery<Model>>(
  model: Model,
  query: Query & PrismaKnown<Model, Query>,
  { key, sort = {}, size = SIZE, ...options }: PrismaIteration,
): AsyncGenerator<PrismaRow<Model, Query>[], void, undefined> {
  const columns = Object.entries(sort).map(([field, direction]) => ({ field, direction }));
  const keys = typeof key === 'string' ? [key] : key;
  const source = new PrismaPageSource<PrismaRow<Model, Query>>(model, query, options);
  return iteratePages(source, completeSort(columns, keys), size);
}
