import { bindingOf } from '../cursor/cursor-binding.js';
import type { CursorCodec } from '../cursor/cursor-codec.js';
import { completeSort } from '../keyset/complete-sort.js';
import type { KeysetPosition } from '../keyset/keyset-position.js';
import { PageFetchError } from '../page-fetch.error.js';
import type { CursorPageRequest, PageRequest, PageSort } from '../page-request.js';
import { limitOf, numberedPage } from './numbered-page.js';
import { parseSort } from './parse-sort.js';
import { readQuery } from './read-query.js';
import { invalidCursor, pageAndCursor } from './refusals.js';
import type { RequestedList } from './requested-list.js';
import type { RouteRules } from './route-rules.js';

/** The page of a list that a query asks for, by its number or from a cursor. Throws PaginationException. */
export function parseListRequest(
  list: RequestedList,
  rules: RouteRules,
  codec: CursorCodec | undefined,
): PageRequest {
  const sent = readQuery(list.query, rules);
  if (!rules.hasCursors) return numberedPage(sent, rules);
  const limit = limitOf(sent, rules);
  const sort =
    sent.sort === undefined ? rules.sort : completeSort(parseSort(sent.sort, rules), rules.key);
  if (sent.page === undefined) {
    return { ...cursorPage(list, sent.cursor, sort, rules, codec), limit, total: rules.total };
  }
  if (sent.cursor !== undefined) throw pageAndCursor(rules);
  return numberedPage(sent, rules, sort);
}

function cursorPage(
  list: RequestedList,
  cursor: unknown,
  sort: readonly PageSort[],
  rules: RouteRules,
  codec: CursorCodec | undefined,
): Omit<CursorPageRequest, 'limit' | 'total'> {
  let binding: string | undefined;
  const bound = () => (binding ??= bindingOf(list, sort, rules));
  return {
    mode: 'cursor',
    sort,
    position: cursor === undefined ? undefined : opened(cursor),
    seal: (position) => {
      if (codec === undefined) throw PageFetchError.noKeys();
      return codec.seal(position, sort.length, bound());
    },
  };

  function opened(text: unknown): KeysetPosition {
    const position = typeof text === 'string' ? codec?.open(text, sort.length, bound()) : undefined;
    if (position === undefined) throw invalidCursor(rules);
    return position;
  }
}
