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
  const isDeclared = (name: string) => filters.has(name) || filters.has(parentOf(name));
  const place = [path ?? null, ...route];
  const parameters = [...namesAndValues(params), ...namesAndValues(hosts)];
  const sent = filters.size === 0 ? [] : namesAndValues(query, isDeclared);
  return JSON.stringify([place, parameters, sort.map(signed), sent, scope]);
}

function signed({ field, direction }: PageSort): string {
  return direction === 'desc' ? `-${field}` : `+${field}`;
}

/** `country` of `country[gt]`, which a parser that does not nest has for a name. */
function parentOf(name: string): string {
  const end = name.indexOf('[');
  return end === -1 ? name : name.slice(0, end);
}

/** Name, value, name, value, in the order of the names, however they were sent. */
function namesAndValues(object: unknown, isMeant = always): unknown[] {
  if (typeof object !== 'object' || object === null) return [];
  const names = Object.keys(object).filter(isMeant).sort();
  return names.flatMap((name) => [name, canonical(Reflect.get(object, name))]);
}

const always: (name: string) => boolean = () => true;

/** An object becomes what no array can be taken for. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  return typeof value === 'object' && value !== null ? { entries: namesAndValues(value) } : value;
}
