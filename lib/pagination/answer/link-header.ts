import { keptQuery } from './kept-query.js';
import type { PageMeta } from '../page.js';

/** Proxies give the headers of a response 4 to 8 KB by default, and answer 502 beyond; a client can make its query longer. */
const LENGTH_MAX = 4096;

/**
 * The relations of a page as the value of a Link header (RFC 8288), undefined when it is the only page.
 * The references are relative and nothing but a query, so a proxy may change host, scheme and path prefix.
 */
export function linkHeader(url: string, meta: PageMeta): string | undefined {
  if (!meta.hasNext && !meta.hasPrevious) return undefined;
  const kept = keptQuery(url, meta.limit);
  let header = relation(kept, '1', 'first');
  if (meta.previous !== null) header += `, ${relation(kept, meta.previous, 'prev')}`;
  if (meta.next !== null) header += `, ${relation(kept, meta.next, 'next')}`;
  if (meta.total !== undefined) header += `, ${relation(kept, lastPage(meta, meta.total), 'last')}`;
  return header.length > LENGTH_MAX ? undefined : header;
}

function relation(kept: string, page: string, name: string): string {
  return `<?${kept}page=${encodeURIComponent(page)}>; rel="${name}"`;
}

function lastPage({ limit }: PageMeta, total: number): string {
  return String(Math.max(1, Math.ceil(total / limit)));
}
