import { fetchPage } from '../../pagination/keyset/fetch-page.js';
import type { PageRequest } from '../../pagination/page-request.js';
import type { Page } from '../../pagination/page.js';
import type { PrismaKnown, PrismaModel, PrismaQuery, PrismaRow } from './prisma-model.js';
import type { PrismaPageOptions } from './prisma-page-options.js';
import { PrismaPageSource } from './prisma-page-source.js';

/**
 * The page of a model's rows that a client asked for; rows are typed by the query's select, include or omit.
 * Throws PageFetchError for a sort that Prisma cannot read exactly: timestamps finer than milliseconds, enums, lists.
 */
export function paginate<Model extends PrismaModel, const Query extends PrismaQuery<Model>>(
  page: PageRequest,
  model: Model,
  query?: Query & PrismaKnown<Model, Query>,
  options?: PrismaPageOptions,
): Promise<Page<PrismaRow<Model, Query>>> {
  return fetchPage(page, new PrismaPageSource<PrismaRow<Model, Query>>(model, query, options));
}
