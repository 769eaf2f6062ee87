import type { NumberedPageRequest } from '../page-request.js';
import { PaginationOptions } from '../pagination.options.js';
import { numberedPage } from './numbered-page.js';
import { readQuery } from './read-query.js';
import { RouteRules } from './route-rules.js';

/**
 * Reads `limit` and `page` from a parsed query, GraphQL arguments or a message, by the rules of PaginationPipe.
 * Null and undefined count as absent. Throws PaginationException.
 */
export function parsePageRequest(
  args: unknown,
  options: Partial<PaginationOptions> = PaginationOptions.defaults,
): NumberedPageRequest {
  const isUsual = options === PaginationOptions.defaults;
  const rules = isUsual ? RouteRules.defaults : new RouteRules(PaginationOptions.from(options));
  return numberedPage(readQuery(args, rules), rules);
}
