import { isPageRequest } from './is-page-request.js';
import { PageFetchError } from './page-fetch.error.js';
import type { NumberedPageRequest, PageRequest } from './page-request.js';
import { type Total, totalOf } from './total-of.js';

/** Rows of a page and where its neighbours are. */
export interface Page<T> {
  data: T[];
  meta: PageMeta;
}

export interface PageMeta extends Total {
  /** Rows that the page holds at most: the effective limit. */
  limit: number;
  hasNext: boolean;
  hasPrevious: boolean;
  /** What to send as `page` or `cursor`, whichever the page was asked by, to get the next page; null only at the end. */
  next: string | null;
  /** The same for the previous page; null only at the start. */
  previous: string | null;
}

/** What a loader hands to its query. `take` is one row more than the page, which tells whether there is a next one. */
export interface PageWindow {
  readonly take: number;
  readonly skip: number;
}

export const Page = {
  /**
   * Loads a page of at most `request.limit` rows. `count` tells the rows of all pages, no more than `most` where that is given;
   * it is asked after the rows, and only if the route wants a total. Throws PageFetchError when it gets no request or no rows.
   */
  async fetch<T>(
    request: PageRequest,
    load: (window: PageWindow) => readonly T[] | PromiseLike<readonly T[]>,
    count?: (most?: number) => Promise<number>,
  ): Promise<Page<T>> {
    if (request.mode === 'cursor') throw PageFetchError.cursorRequest();
    if (!isPageRequest(request)) throw PageFetchError.noRequest();
    const rows: unknown = await load({ take: request.limit + 1, skip: request.offset });
    if (!isRows<T>(rows)) throw PageFetchError.noRows(rows);
    const total = count === undefined ? {} : await totalOf(request.total, { count });
    return {
      data: rows.slice(0, request.limit),
      meta: { ...metaOf(request, rows.length), ...total },
    };
  },

  /** The same page with every row converted. */
  map<T, U>({ data, meta }: Page<T>, toDto: (row: T) => U): Page<U> {
    return { data: data.map((row) => toDto(row)), meta };
  },
};

function isRows<T>(rows: unknown): rows is readonly T[] {
  return Array.isArray(rows);
}

function metaOf({ limit, page }: NumberedPageRequest, rows: number): PageMeta {
  const hasNext = rows > limit;
  const hasPrevious = page > 1;
  return {
    limit,
    hasNext,
    hasPrevious,
    next: hasNext ? String(page + 1) : null,
    previous: hasPrevious ? String(page - 1) : null,
  };
}
