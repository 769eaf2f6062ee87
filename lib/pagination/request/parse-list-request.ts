import type { CursorCodec } from '../cursor/cursor-codec.js';
import { completeSort } from '../keyset/complete-sort.js';
import { PageFetchError } from '../page-fetch.error.js';
import type { PageRequest } from '../page-request.js';
import { ListCursors } from './list-cursors.js';
import { limitOf, numberedPage } from './numbered-page.js';
import { parseSort } from './parse-sort.js';
import { readQuery } from './read-query.js';
import { pageAndCursor } from './refusals.js';
import type { RequestedList } from './requested-list.js';
import type { RouteRules } from './route-rules.js';

/**
 * The page of a list that a query asks for, by its number or from a cursor. `route` tells it from all others.
 * Throws PaginationException, and PageFetchError where a route with cursors has no keys for them.
 */
export function parseListRequest(
  list: RequestedList,
  route: readonly string[],
  rules: RouteRules,
  codec: CursorCodec | undefined,
): PageRequest {
  const sent = readQuery(list.query, rules);
  if (!rules.hasCursors) return numberedPage(sent, rules);
  if (codec === undefined) throw PageFetchError.noKeys();
  const limit = limitOf(sent, rules);
  const sort =
    sent.sort === undefined ? rules.sort : completeSort(parseSort(sent.sort, rules), rules.key);
  if (sent.page !== undefined && sent.cursor !== undefined) throw pageAndCursor(rules);
  if (sent.page !== undefined) return numberedPage(sent, rules, sort);
  const cursors = new ListCursors(codec, list, route, sort, rules);
  return {
    mode: 'cursor',
    limit,
    sort,
    position: sent.cursor === undefined ? undefined : cursors.open(sent.cursor),
    seal: (position) => cursors.seal(position),
    total: rules.total,
  };
}
