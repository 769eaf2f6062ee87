import type { NumberedPageRequest, PageSort } from '../page-request.js';
import { parseWholeNumber } from './parse-whole-number.js';
import type { SentParameters } from './read-query.js';
import { invalidLimit, invalidPage, tooDeep, unsupportedCursor } from './refusals.js';
import type { RouteRules } from './route-rules.js';

/** A page by its number. Throws PaginationException. */
export function numberedPage(
  sent: SentParameters,
  rules: RouteRules,
  sort: readonly PageSort[] = rules.sort,
): NumberedPageRequest {
  if (sent.cursor !== undefined) throw unsupportedCursor(rules);
  const limit = limitOf(sent, rules);
  const page = sent.page === undefined ? 1 : parseWholeNumber(sent.page);
  if (page === 0) throw invalidPage(rules);
  const offset = (page - 1) * limit;
  if (offset > rules.offsetMax) throw tooDeep(rules, limit);
  return { mode: 'page', limit, page, offset, sort, total: rules.total };
}

/** Rows of the page. Throws PaginationException. */
export function limitOf(sent: SentParameters, rules: RouteRules): number {
  if (sent.limit === undefined) return rules.size;
  const limit = parseWholeNumber(sent.limit);
  const isRefused = limit === 0 || (limit > rules.max && rules.overflow === 'reject');
  if (isRefused) throw invalidLimit(rules);
  return Math.min(limit, rules.max);
}
