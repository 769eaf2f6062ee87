import { isPageRequest } from '../is-page-request.js';
import { PageFetchError } from '../page-fetch.error.js';
import { Page } from '../page.js';
import type { CursorPageRequest, PageRequest } from '../page-request.js';
import { totalOf } from '../total-of.js';
import type { KeysetPosition } from './keyset-position.js';
import type { PageSource, PositionedRow } from './page-source.js';

/**
 * The page that a client asked for, by its number or from its cursor; its total is read after it, so that one connection is
 * enough, in a transaction too. Throws PageFetchError for what is no request.
 */
export async function fetchPage<Row>(
  request: PageRequest,
  source: PageSource<Row>,
): Promise<Page<Row>> {
  if (!isPageRequest(request)) throw PageFetchError.noRequest();
  const page =
    request.mode === 'cursor'
      ? await keysetPage(request, source)
      : await Page.fetch(request, (window) => source.window(window, request.sort));
  const total = await totalOf(request.total, source);
  return { data: page.data, meta: { ...page.meta, ...total } };
}

async function keysetPage<Row>(
  request: CursorPageRequest,
  source: PageSource<Row>,
): Promise<Page<Row>> {
  const { sort, position, limit } = request;
  const rows = await source.walk({ sort, position, take: limit + 1 });
  const shown = rows.slice(0, limit);
  const isBackward = position?.direction === 'backward';
  if (isBackward) shown.reverse();
  const hasMore = rows.length > limit;
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : position !== undefined;
  const seal = (direction: KeysetPosition['direction'], row: PositionedRow<Row> | undefined) =>
    request.seal(positionAt(direction, row, position));
  return {
    data: shown.map(({ row }) => row),
    meta: {
      limit,
      hasNext,
      hasPrevious,
      next: hasNext ? seal('forward', shown.at(-1)) : null,
      previous: hasPrevious ? seal('backward', shown[0]) : null,
    },
  };
}

/** Behind a row of the page; from an empty page back to where it was asked for, the row there included. */
function positionAt(
  direction: KeysetPosition['direction'],
  row: PositionedRow<unknown> | undefined,
  asked: KeysetPosition | undefined,
): KeysetPosition {
  if (row !== undefined) return { values: row.values, direction, isInclusive: false };
  return { values: asked?.values ?? [], direction, isInclusive: asked?.isInclusive === false };
}
