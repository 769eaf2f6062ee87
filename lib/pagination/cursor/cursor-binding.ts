import type { PageSort } from '../page-request.js';
import type { RequestedList } from '../request/requested-list.js';
import type { RouteRules } from '../request/route-rules.js';

/** The list that a cursor belongs to, as one JSON text: two lists that differ in anything have different ones. */
export function bindingOf(
  { place: [path, params, hosts], query, scope }: RequestedList,
  route: readonly string[],
  sort: readonly PageSort[],
  { filters }: RouteRules,
): string {
  const place = [path ?? null, ...route];
  const parameters = [...entriesOf(params), ...entriesOf(hosts)];
  const order = sort.map(({ field, direction }) => [field, direction]);
  return JSON.stringify([place, parameters, order, sentFilters(query, filters), scope]);
}

/** With what `country[gt]=` is for a parser that does not nest. */
function sentFilters(query: unknown, filters: ReadonlySet<string>): [string, unknown][] {
  if (filters.size === 0) return [];
  return entriesOf(query, (name) => filters.has(name) || filters.has(parentOf(name)));
}

function parentOf(name: string): string {
  const end = name.indexOf('[');
  return end === -1 ? name : name.slice(0, end);
}

/** In the order of their names, however they were sent. */
function entriesOf(
  value: unknown,
  isMeant: (name: string) => boolean = () => true,
): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value).filter(isMeant).sort();
  return names.map((name) => [name, canonical(Reflect.get(value, name))]);
}

/** An object becomes what no array can be taken for. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  return typeof value === 'object' && value !== null ? { entries: entriesOf(value) } : value;
}
