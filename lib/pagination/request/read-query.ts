import { refuseLookAlike } from './refusals.js';
import type { RouteRules } from './route-rules.js';

/** What was sent under the names of a route, unread; undefined where nothing was. */
export interface SentParameters {
  limit: unknown;
  page: unknown;
  cursor: unknown;
  sort: unknown;
}

/** Finds the parameters in a query. Throws PaginationException for a name that stands in for one of them. */
export function readQuery(query: unknown, rules: RouteRules): SentParameters {
  const sent = { limit: undefined, page: undefined, cursor: undefined, sort: undefined };
  if (hasProperties(query)) {
    for (const name in query) take(sent, name, query[name], rules);
  }
  return sent;
}

function hasProperties(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function take(sent: SentParameters, name: string, value: unknown, rules: RouteRules): void {
  if (value === undefined || value === null) return;
  const { names } = rules;
  if (typeof value === 'object' && names.isParent(name) && !Array.isArray(value)) {
    // The 'extended' parser of Express nests page[size]; the others keep it as one name.
    for (const part in value) take(sent, `${name}[${part}]`, Reflect.get(value, part), rules);
  } else if (name === names.limit) sent.limit = value;
  else if (name === names.page) sent.page = value;
  else if (names.mayMean(name)) takeOther(sent, name, value, rules);
}

function takeOther(sent: SentParameters, name: string, value: unknown, rules: RouteRules): void {
  const { names } = rules;
  if (name === names.cursor) sent.cursor = value;
  else if (names.readsSort && name === names.sort) sent.sort = value;
  else {
    const lookAlike = names.lookAlikeOf(name);
    if (lookAlike !== undefined) refuseLookAlike(lookAlike, rules);
  }
}
