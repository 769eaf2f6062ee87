import { lookAlikeOf } from './look-alike.js';
import type { NumberedPageRequest, PageSort } from './page-request.js';
import { PaginationException } from './pagination.exception.js';
import { PaginationOptions } from './pagination.options.js';
import { parseWholeNumber } from './parse-whole-number.js';

const UNSORTED: readonly PageSort[] = Object.freeze([]);

/**
 * Reads `limit` and `page` from a parsed query, GraphQL arguments or a message, by the rules of PaginationPipe.
 * Null and undefined count as absent. Throws PaginationException.
 */
export function parsePageRequest(
  args: unknown,
  options: Partial<PaginationOptions> = PaginationOptions.defaults,
): NumberedPageRequest {
  const rules = PaginationOptions.from(options);
  let limit = rules.size;
  let page = 1;
  if (hasProperties(args)) {
    for (const name in args) {
      const value = args[name];
      if (value === undefined || value === null) continue;
      if (name === 'limit') limit = parseLimit(value, rules);
      else if (name === 'page') page = parsePage(value);
      else refuseUnsupported(name, rules);
    }
  }
  return {
    mode: 'page',
    limit,
    page,
    offset: offsetOf(page, limit, rules),
    sort: UNSORTED,
    total: 'none',
  };
}

function hasProperties(args: unknown): args is Readonly<Record<string, unknown>> {
  return typeof args === 'object' && args !== null;
}

function parseLimit(value: unknown, { max, overflow }: PaginationOptions): number {
  const limit = parseWholeNumber(value);
  if (limit === 0 || (limit > max && overflow === 'reject')) throw invalidLimit(max);
  return limit > max ? max : limit;
}

function parsePage(value: unknown): number {
  const page = parseWholeNumber(value);
  if (page === 0) throw invalidPage();
  return page;
}

function offsetOf(page: number, limit: number, { offsetMax }: PaginationOptions): number {
  const offset = (page - 1) * limit;
  if (offset > offsetMax) throw tooDeep(limit, offsetMax);
  return offset;
}

// Every name of a query comes by here: the first letter spares most of them the comparisons.
const C = 99;
const L = 108;
const P = 112;

function refuseUnsupported(name: string, { max }: PaginationOptions): void {
  const initial = name.charCodeAt(0);
  if (initial !== P && initial !== L && initial !== C) return;
  if (name === 'cursor') throw cursorNotAccepted();
  const lookAlike = lookAlikeOf(name);
  if (lookAlike?.parameter === 'limit') throw invalidLimit(max, lookAlike.known);
  if (lookAlike?.parameter === 'page') throw invalidPage();
  if (lookAlike?.parameter === 'cursor') throw cursorNotAccepted();
}

function invalidLimit(max: number, sentAs?: string): PaginationException {
  const instead = sentAs === undefined ? '' : `Use limit instead of ${sentAs}: `;
  const message = `${instead}limit must be a whole number from 1 to ${max}, in digits, given once.`;
  return new PaginationException({ code: 'PAGINATION_LIMIT', parameter: 'limit', message });
}

function invalidPage(): PaginationException {
  const message = 'page must be a whole number from 1 up, in digits, given once.';
  return new PaginationException({ code: 'PAGINATION_PAGE', parameter: 'page', message });
}

function cursorNotAccepted(): PaginationException {
  const message = 'cursor is not accepted here: use page.';
  return new PaginationException({ code: 'PAGINATION_CURSOR', parameter: 'cursor', message });
}

function tooDeep(limit: number, offsetMax: number): PaginationException {
  const last = Math.floor(offsetMax / limit) + 1;
  const message = `page goes too deep: at most ${offsetMax} rows can be skipped, which ends at page ${last} for this limit. Narrow the filter instead.`;
  return new PaginationException({ code: 'PAGINATION_OFFSET', parameter: 'page', message });
}
