import type { RouteRules } from '../request/route-rules.js';
import type { QueryParameter } from './swagger-metadata.js';

/** What a client can send to a route, as OpenAPI says it. */
export function queryParameters(rules: RouteRules): QueryParameter[] {
  const { names, hasCursors, sortable } = rules;
  return [
    parameter(names.limit, limitDescription(rules), {
      type: 'integer',
      minimum: 1,
      maximum: rules.max,
      default: rules.size,
    }),
    parameter(names.page, pageDescription(rules), {
      type: 'integer',
      minimum: 1,
      ...(hasCursors ? {} : { default: 1 }),
    }),
    ...(hasCursors ? [cursorParameter(rules)] : []),
    ...(hasCursors && sortable.size > 0 ? [sortParameter(rules)] : []),
  ];
}

function parameter(
  name: string,
  description: string,
  schema: QueryParameter['schema'],
): QueryParameter {
  return { name, in: 'query', required: false, description, schema };
}

function limitDescription({ overflow }: RouteRules): string {
  const more = overflow === 'clamp' ? 'counts as the maximum' : 'is refused';
  return `Rows of the page at most; more than the maximum ${more}.`;
}

function pageDescription({ hasCursors, names, offsetMax }: RouteRules): string {
  const depth = `At most ${offsetMax} rows can be skipped.`;
  return hasCursors
    ? `Number of the page. ${depth} Excludes ${names.cursor}, which has no such end.`
    : `Number of the page. ${depth}`;
}

function cursorParameter({ names }: RouteRules): QueryParameter {
  const description = `Where the page starts: next or previous of the page before, as it was received. Excludes ${names.page}.`;
  return parameter(names.cursor, description, { type: 'string', maxLength: 1024 });
}

function sortParameter({ names, sort, sortable }: RouteRules): QueryParameter {
  const fields = [...sortable];
  const usual = sort.map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field));
  const description = `Order: ${fields.join(', ')}, apart by commas, each once and with - before it to turn it round. Without it: ${usual.join(',')}.`;
  const field = `-?(${fields.map(literal).join('|')})`;
  return parameter(names.sort, description, {
    type: 'string',
    pattern: `^${field}(,${field})*$`,
  });
}

/** Text as a pattern that finds it. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
