import type { PageMeta } from '../page.js';
import { RouteRules } from '../request/route-rules.js';
import { encoded, keptQuery } from './kept-query.js';

/** Proxies give the headers of a response 4 to 8 KB by default, and answer 502 beyond; a client can make its query longer. */
const LENGTH_MAX = 4096;

type LinkRules = Pick<RouteRules, 'names' | 'hasCursors' | 'offsetMax'>;

/**
 * The relations of a page as the value of a Link header (RFC 8288), undefined when it is the only page.
 * The references are relative and nothing but a query, so a proxy may change host, scheme and path prefix.
 */
export function linkHeader(
  url: string,
  meta: PageMeta,
  { names, hasCursors, offsetMax }: LinkRules = RouteRules.defaults,
): string | undefined {
  if (!meta.hasNext && !meta.hasPrevious) return undefined;
  const { kept, isNumbered } = keptQuery(url, meta.limit, names);
  const isByCursor = hasCursors && !isNumbered;
  const byNumber = `${kept}${encoded(names.page)}=`;
  const byOwn = isByCursor ? `${kept}${encoded(names.cursor)}=` : byNumber;
  let header = relation(isByCursor ? kept.slice(0, -1) : `${byNumber}1`, 'first');
  if (meta.previous !== null) header += `, ${relation(byOwn + encoded(meta.previous), 'prev')}`;
  if (meta.next !== null) header += `, ${relation(byOwn + encoded(meta.next), 'next')}`;
  const last = lastPage(meta, offsetMax);
  if (last !== undefined) header += `, ${relation(byNumber + last, 'last')}`;
  return header.length > LENGTH_MAX ? undefined : header;
}

function relation(query: string, name: string): string {
  return `<?${query}>; rel="${name}"`;
}

/** Undefined where it is not known for sure, or too deep to be asked for. */
function lastPage({ limit, total, totalIs }: PageMeta, offsetMax: number): number | undefined {
  if (total === undefined || totalIs !== undefined) return undefined;
  const last = Math.max(1, Math.ceil(total / limit));
  return (last - 1) * limit > offsetMax ? undefined : last;
}
