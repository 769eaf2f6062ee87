import type { PageSort } from '../page-request.js';
import { invalidSort } from './refusals.js';
import type { RouteRules } from './route-rules.js';

/** The order that `-population,name` asks for. Throws PaginationException for all that the route does not allow. */
export function parseSort(value: unknown, rules: RouteRules): PageSort[] {
  if (typeof value !== 'string') throw invalidSort(rules);
  const sort = value.split(',').map(columnOf);
  const fields = new Set(sort.map(({ field }) => field));
  const isAllowed =
    fields.size === sort.length && sort.every(({ field }) => rules.sortable.has(field));
  if (!isAllowed) throw invalidSort(rules);
  return sort;
}

function columnOf(part: string): PageSort {
  return part.startsWith('-')
    ? { field: part.slice(1), direction: 'desc' }
    : { field: part, direction: 'asc' };
}
