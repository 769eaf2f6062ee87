import { PaginationException } from '../pagination.exception.js';
import type { LookAlike } from './query-names.js';
import type { RouteRules } from './route-rules.js';

/** All that a client is told about its query: what is expected, and never what it sent. */
export function invalidLimit(rules: RouteRules, instead = ''): PaginationException {
  const { limit } = rules.names;
  const message = `${instead}${limit} must be a whole number from 1 to ${rules.max}, in digits, given once.`;
  return new PaginationException({ code: 'PAGINATION_LIMIT', parameter: limit, message });
}

export function invalidPage({ names: { page } }: RouteRules, instead = ''): PaginationException {
  const message = `${instead}${page} must be a whole number from 1 up, in digits, given once.`;
  return new PaginationException({ code: 'PAGINATION_PAGE', parameter: page, message });
}

export function tooDeep(rules: RouteRules, limit: number): PaginationException {
  const { offsetMax, names } = rules;
  const last = Math.floor(offsetMax / limit) + 1;
  const way = rules.hasCursors
    ? `Leave ${names.page} out and follow ${names.cursor} instead, which goes to any depth.`
    : 'Narrow the filter instead.';
  const message = `${names.page} goes too deep: at most ${offsetMax} rows can be skipped, which ends at page ${last} for this limit. ${way}`;
  return new PaginationException({ code: 'PAGINATION_OFFSET', parameter: names.page, message });
}

export function invalidSort(rules: RouteRules, instead = ''): PaginationException {
  const { sort } = rules.names;
  const fields = [...rules.sortable].join(', ');
  const message =
    fields === ''
      ? `${sort} is not accepted here.`
      : `${instead}${sort} must be one or more of ${fields}, apart by commas, each once and with - before it to turn it round, given once.`;
  return new PaginationException({ code: 'PAGINATION_SORT', parameter: sort, message });
}

/** Rows have longer values in this order than a cursor can carry. */
export function sortTooLong({ names: { sort, page } }: RouteRules): PaginationException {
  const message = `${sort} by these fields has no cursors, as their values are too long: name fewer fields, or use ${page}.`;
  return new PaginationException({ code: 'PAGINATION_SORT', parameter: sort, message });
}

export function unsupportedCursor({ names }: RouteRules): PaginationException {
  return refusedCursor(names.cursor, `${names.cursor} is not accepted here: use ${names.page}.`);
}

/** The same for everything that can be wrong with a cursor. */
export function invalidCursor({ names: { cursor } }: RouteRules): PaginationException {
  return refusedCursor(
    cursor,
    `${cursor} is not valid for this list: start again without ${cursor}.`,
  );
}

export function pageAndCursor({ names: { page, cursor } }: RouteRules): PaginationException {
  return refusedCursor(cursor, `${page} and ${cursor} exclude each other: send one of them.`);
}

export function refuseLookAlike({ parameter, known }: LookAlike, rules: RouteRules): never {
  const instead = known === undefined ? '' : `Use ${rules.names[parameter]} instead of ${known}: `;
  if (parameter === 'limit') throw invalidLimit(rules, instead);
  if (parameter === 'page') throw invalidPage(rules, instead);
  if (parameter === 'sort') throw invalidSort(rules, instead);
  throw rules.hasCursors ? misnamedCursor(rules, instead) : unsupportedCursor(rules);
}

function misnamedCursor({ names: { cursor } }: RouteRules, instead: string): PaginationException {
  return refusedCursor(cursor, `${instead}${cursor} must be given once, as it was received.`);
}

function refusedCursor(cursor: string, message: string): PaginationException {
  return new PaginationException({ code: 'PAGINATION_CURSOR', parameter: cursor, message });
}
