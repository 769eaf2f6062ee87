import {
  completeSort,
  fetchPage,
  type CursorPageRequest,
  type KeysetPosition,
  type Page,
  type PageSort,
  type PageSource,
} from 'nestjs-production-readiness';
import { ITEMS, type PageItem } from './page-item.js';
import type { PageSourceFixture } from './page-source.contract.js';

export type Writes = 'no writes' | 'a seen row deleted per page' | 'rows inserted at each position';
export type Way = 'forward' | 'backward';

export interface Walked {
  /** In the order of the list, as often as they were seen. */
  readonly seen: readonly number[];
  readonly deleted: ReadonlySet<number>;
  /** Rows that came while the walk went on, in front of where it was. */
  readonly inserted: ReadonlySet<number>;
}

export const PAGE = 6;

/** What a client asks for that sends back a cursor of an earlier page. */
export function requestOf(
  sort: readonly PageSort[],
  cursor: string | undefined,
  rest: Partial<CursorPageRequest> = {},
): CursorPageRequest {
  const position =
    cursor === undefined ? undefined : (JSON.parse(cursor) as KeysetPosition | undefined);
  return {
    mode: 'cursor',
    limit: PAGE,
    sort: completeSort(sort, ['id']),
    total: 'none',
    position,
    seal: (sealed) => JSON.stringify(sealed),
    ...rest,
  };
}

export function idsOf(page: Page<{ id: unknown }>): number[] {
  return page.data.map(({ id }) => Number(id));
}

/** Walks to the end, or from there back to the start, and writes before each page on that way. */
export async function walkPages(
  fixture: PageSourceFixture,
  sort: readonly PageSort[],
  way: Way,
  writes: Writes,
): Promise<Walked> {
  const source = fixture.source();
  const writer = writerOf(fixture, sort, way, writes);
  let page = await fetchPage(requestOf(sort, undefined), source);
  if (way === 'backward') page = await lastPage(source, sort, page);
  const seen = idsOf(page);
  for (let pages = 0; pages < ITEMS.length; pages++) {
    const cursor = way === 'forward' ? page.meta.next : page.meta.previous;
    if (cursor === null) return { seen, ...writer };
    await writer.write(idsOf(page));
    page = await fetchPage(requestOf(sort, cursor), source);
    if (way === 'forward') seen.push(...idsOf(page));
    else seen.unshift(...idsOf(page));
  }
  throw new Error('The walk does not end.');
}

async function lastPage(
  source: PageSource<{ id: unknown }>,
  sort: readonly PageSort[],
  first: Page<{ id: unknown }>,
): Promise<Page<{ id: unknown }>> {
  let page = first;
  for (let pages = 0; page.meta.next !== null; pages++) {
    if (pages > ITEMS.length) throw new Error('The walk does not end.');
    page = await fetchPage(requestOf(sort, page.meta.next), source);
  }
  return page;
}

function writerOf(fixture: PageSourceFixture, sort: readonly PageSort[], way: Way, writes: Writes) {
  const items = new Map(ITEMS.map((item) => [item.id, item]));
  const deleted = new Set<number>();
  const inserted = new Set<number>();
  const isIdAscending = completeSort(sort, ['id']).at(-1)?.direction === 'asc';
  const ahead = isIdAscending === (way === 'forward') ? 1 : -1;

  /** The row at the position itself on every second page, else one before it. */
  async function deleteSeen(ids: readonly number[]): Promise<void> {
    const ordered = way === 'forward' ? ids : ids.toReversed();
    const id = ordered.at(deleted.size % 2 === 0 ? -1 : 0);
    if (id === undefined) return;
    await fixture.remove([id]);
    deleted.add(id);
  }

  /** Twins of the row at the position: one just before it, one just behind. */
  async function insertAround(ids: readonly number[]): Promise<void> {
    const anchor = items.get(ids.at(way === 'forward' ? -1 : 0) ?? 0);
    if (anchor === undefined) return;
    const twins: PageItem[] = [-1, 1].map((step) => ({ ...anchor, id: anchor.id + step }));
    for (const twin of twins) items.set(twin.id, twin);
    await fixture.insert(twins);
    inserted.add(anchor.id + ahead);
  }

  const write = {
    'no writes': async () => undefined,
    'a seen row deleted per page': deleteSeen,
    'rows inserted at each position': insertAround,
  }[writes];
  return { write, deleted, inserted };
}
