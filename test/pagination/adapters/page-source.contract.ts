import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  completeSort,
  fetchPage,
  iteratePages,
  type KeysetPosition,
  type PageSort,
  type PageSource,
} from 'nestjs-production-readiness';
import { ITEMS, type PageItem, type PageItemField } from './page-item.js';
import { idsOf, PAGE, requestOf, walkPages, type Way, type Writes } from './walk-pages.js';

/** A database and a library that reads it. The statements are in page-item.ts. */
export interface PageSourceFixture {
  /** Connects and creates the empty table. */
  open(): Promise<void>;
  close(): Promise<void>;
  insert(items: readonly PageItem[]): Promise<void>;
  remove(ids: readonly number[] | 'all'): Promise<void>;
  /** The ids of all rows as the database's own ORDER BY gives them, NULL where it puts it. */
  idsInOrder(sort: readonly PageSort[]): Promise<number[]>;
  /** The list of all rows of the table. */
  source(): PageSource<{ id: unknown }>;
  /** Whether the statistics of the database tell the number of rows. */
  readonly estimates?: boolean;
  /** Fields that this library cannot read exactly, and what it says instead of reading them. */
  readonly refuses?: Partial<Record<PageItemField, RegExp>>;
}

type Direction = PageSort['direction'];

const WRITES: readonly Writes[] = [
  'no writes',
  'a seen row deleted per page',
  'rows inserted at each position',
];
const WAYS: readonly Way[] = ['forward', 'backward'];
const KINDS: readonly (readonly [string, PageItemField])[] = [
  ['ties', 'tie'],
  ['NULL', 'maybe'],
  ['timestamps 7 microseconds apart', 'stamp'],
  ['such timestamps with NULL', 'seen'],
  ['bigint over 2^53', 'big'],
  ['numeric', 'amount'],
  ['text', 'name'],
];
const SORTS: readonly (readonly [string, readonly PageSort[]])[] = [
  ['the key asc', sortOf('id asc')],
  ['the key desc', sortOf('id desc')],
  ...KINDS.flatMap(([kind, field]) => [
    [`${kind} asc`, sortOf(`${field} asc`)] as const,
    [`${kind} desc`, sortOf(`${field} desc`)] as const,
    [`${kind} asc, key desc`, sortOf(`${field} asc, id desc`)] as const,
    [`${kind} desc, key asc`, sortOf(`${field} desc, id asc`)] as const,
  ]),
  ['ties and NULL asc', sortOf('tie asc, maybe asc')],
  ['ties desc, NULL asc, key desc', sortOf('tie desc, maybe asc, id desc')],
  ['NULL asc, NULL desc', sortOf('maybe asc, seen desc')],
  ['NULL desc, NULL asc, ties desc', sortOf('maybe desc, seen asc, tie desc')],
  ['five columns', sortOf('tie asc, name desc, big asc, amount desc, id asc')],
  ['five columns, NULL first', sortOf('maybe desc, tie asc, seen asc, big desc, id asc')],
];

/** What every adapter does on every database: no row lost, none repeated, whatever is written meanwhile. */
export function pageSourceContract(title: string, fixture: PageSourceFixture): void {
  const refusalOf = (sort: readonly PageSort[]) =>
    sort.map(({ field }) => fixture.refuses?.[field as PageItemField]).find(Boolean);
  const readable = SORTS.filter(([, sort]) => refusalOf(sort) === undefined);
  const refused = SORTS.filter(([, sort]) => refusalOf(sort) !== undefined);

  describe(`${title} as a source of pages`, () => {
    beforeAll(() => fixture.open());
    afterAll(() => fixture.close());
    beforeEach(async () => {
      await fixture.remove('all');
      await fixture.insert(ITEMS);
    });

    describe.each(WAYS)('walked %s', (way) => {
      describe.each(WRITES)('with %s', (writes) => {
        it.each(readable)('loses and repeats no row of %s', async (_, sort) => {
          const walked = await walkPages(fixture, sort, way, writes);
          const complete = completeSort(sort, ['id']);
          const left = await fixture.idsInOrder(complete);
          expect(twice(walked.seen)).toEqual([]);
          const throughout = ITEMS.map(({ id }) => id).filter((id) => !walked.deleted.has(id));
          expect(missing([...throughout, ...walked.inserted], walked.seen)).toEqual([]);
          const still = new Set(left);
          const seen = new Set(walked.seen);
          expect(walked.seen.filter((id) => still.has(id))).toEqual(
            left.filter((id) => seen.has(id)),
          );
        });
      });
    });

    if (refused.length > 0)
      it.each(refused)('refuses what it cannot read exactly: %s', async (_, sort) => {
        const refusal = refusalOf(sort) ?? /never/;
        const read = fetchPage(requestOf(sort, undefined), fixture.source());
        await expect(read).rejects.toThrow(refusal);
      });

    pagesAsAClientSeesThem(fixture);
    exactPositions(fixture);
    otherWaysToRead(fixture);
  });
}

function pagesAsAClientSeesThem(fixture: PageSourceFixture): void {
  const fetch = (sort: readonly PageSort[], cursor?: string | null, limit = PAGE) =>
    fetchPage(requestOf(sort, cursor ?? undefined, { limit }), fixture.source());
  const sorts = ['id asc', 'tie desc', 'maybe asc', 'maybe desc', 'maybe desc, tie asc, id desc'];
  const places = sorts.flatMap((sort) => [PAGE, 15, ITEMS.length - PAGE].map((at) => [sort, at]));

  it.each(places)(
    'an empty page of %s after %i rows leads back to the row at its position',
    async (written, at) => {
      const sort = sortOf(String(written));
      const order = await fixture.idsInOrder(completeSort(sort, ['id']));
      const first = await fetch(sort, undefined, Number(at));
      await fixture.remove(order.slice(Number(at)));
      const empty = await fetch(sort, first.meta.next);
      expect(empty.data).toEqual([]);
      expect(empty.meta).toMatchObject({ hasNext: false, next: null, hasPrevious: true });
      const back = await fetch(sort, empty.meta.previous);
      expect(idsOf(back)).toEqual(order.slice(Number(at) - PAGE, Number(at)));
    },
  );

  it.each(places)(
    'an empty page of %s before %i rows leads forth to the row at its position',
    async (written, at) => {
      const sort = sortOf(String(written));
      const order = await fixture.idsInOrder(completeSort(sort, ['id']));
      const first = await fetch(sort, undefined, Number(at));
      const second = await fetch(sort, first.meta.next);
      await fixture.remove(order.slice(0, Number(at)));
      const empty = await fetch(sort, second.meta.previous);
      expect(empty.data).toEqual([]);
      expect(empty.meta).toMatchObject({ hasPrevious: false, previous: null, hasNext: true });
      const forth = await fetch(sort, empty.meta.next);
      expect(idsOf(forth)).toEqual(order.slice(Number(at), Number(at) + PAGE));
    },
  );

  it('the way back shows the pages of the way there', async () => {
    const sort = sortOf('maybe desc, id asc');
    const first = await fetch(sort);
    const second = await fetch(sort, first.meta.next);
    const third = await fetch(sort, second.meta.next);
    const back = await fetch(sort, third.meta.previous);
    expect(idsOf(back)).toEqual(idsOf(second));
    const start = await fetch(sort, back.meta.previous);
    expect(idsOf(start)).toEqual(idsOf(first));
    expect(start.meta).toMatchObject({ hasPrevious: false, previous: null, hasNext: true });
  });

  it('a page that ends where the list ends has no next one', async () => {
    const sort = sortOf('tie desc');
    const half = await fetch(sort, undefined, ITEMS.length / 2);
    expect(half.meta).toMatchObject({ hasNext: true, hasPrevious: false, previous: null });
    const rest = await fetch(sort, half.meta.next, ITEMS.length / 2);
    expect(rest.data).toHaveLength(ITEMS.length / 2);
    expect(rest.meta).toMatchObject({ hasNext: false, next: null, hasPrevious: true });
  });

  it('an empty list is one empty page', async () => {
    await fixture.remove('all');
    const page = await fetch(sortOf('maybe asc'));
    expect(page.data).toEqual([]);
    expect(page.meta).toMatchObject({ hasNext: false, hasPrevious: false });
    expect([page.meta.next, page.meta.previous]).toEqual([null, null]);
  });
}

function exactPositions(fixture: PageSourceFixture): void {
  const fields = KINDS.map(([, field]) => field).filter((field) => !fixture.refuses?.[field]);

  it.each(fields)('positions hold %s as it is in the database', async (field) => {
    const item = ITEMS.find((one) => one.big === '9007199254740993' && one[field] !== null);
    if (item === undefined) throw new Error('No such row');
    await fixture.remove(ITEMS.map(({ id }) => id).filter((id) => id !== item.id));
    const twin = { ...item, id: item.id + 1 };
    await fixture.insert([twin]);
    const request = requestOf(sortOf(`${field} asc`), undefined, { limit: 1 });
    const page = await fetchPage(request, fixture.source());
    const { values } = JSON.parse(page.meta.next ?? '{}') as KeysetPosition;
    expect(String(values[0]).replace('T', ' ')).toContain(String(item[field]));
    expect(Number(values[1])).toBe(item.id);
    const next = await fetchPage(requestOf(request.sort, page.meta.next ?? ''), fixture.source());
    expect(idsOf(next)).toEqual([twin.id]);
  });

  it('positions are values that JSON can hold', async () => {
    const values = fields.map((field) => ({ field, direction: 'asc' }) as const);
    const sort = completeSort(values, ['id']);
    const [row] = await fixture.source().walk({ sort, position: undefined, take: 1 });
    expect(JSON.parse(JSON.stringify(row?.values))).toEqual(row?.values);
    expect(row?.values).toHaveLength(sort.length);
  });
}

function otherWaysToRead(fixture: PageSourceFixture): void {
  const numbered = (page: number, limit: number, sort: readonly PageSort[]) =>
    fetchPage(
      { mode: 'page', page, limit, offset: (page - 1) * limit, sort, total: 'none' },
      fixture.source(),
    );

  it('pages by number are parts of the same order', async () => {
    const sort = completeSort(sortOf('maybe desc, tie asc'), ['id']);
    const order = await fixture.idsInOrder(sort);
    const first = await numbered(1, 15, sort);
    expect(idsOf(first)).toEqual(order.slice(0, 15));
    expect(first.meta).toMatchObject({ hasNext: true, next: '2', previous: null });
    const last = await numbered(3, 15, sort);
    expect(idsOf(last)).toEqual(order.slice(30));
    expect(last.meta).toMatchObject({ hasNext: false, next: null, previous: '2' });
  });

  it('pages by number need no sort', async () => {
    const page = await numbered(1, ITEMS.length, []);
    expect(idsOf(page).toSorted((a, b) => a - b)).toEqual(ITEMS.map(({ id }) => id));
    expect((await numbered(2, 30, [])).data).toHaveLength(10);
  });

  it.each(['exact', 'capped'] as const)('the total is right when it is %s', async (total) => {
    const page = await fetchPage(
      requestOf(sortOf('tie asc'), undefined, { total }),
      fixture.source(),
    );
    expect(page.data).toHaveLength(PAGE);
    expect(page.meta.total).toBe(ITEMS.length);
    expect(page.meta.totalIs).toBeUndefined();
  });

  it('an estimated total is a number of rows, and exact where there is no estimate', async () => {
    const request = requestOf(sortOf('tie asc'), undefined, { total: 'estimated' });
    const { meta } = await fetchPage(request, fixture.source());
    expect(Number.isSafeInteger(meta.total)).toBe(true);
    expect(meta.total).toBeGreaterThanOrEqual(0);
    expect(meta.totalIs).toBe(fixture.estimates ? 'estimated' : undefined);
    if (!fixture.estimates) expect(meta.total).toBe(ITEMS.length);
  });

  it('counts no more rows than it is told to', async () => {
    const source = fixture.source();
    expect(await source.count()).toBe(ITEMS.length);
    expect(await source.count(7)).toBe(7);
    expect(await source.count(1000)).toBe(ITEMS.length);
    await fixture.remove('all');
    expect([await source.count(), await source.count(7)]).toEqual([0, 0]);
  });

  it.each([1, 7, 40, 100])('iterates over all rows in order, %i at a time', async (size) => {
    const sort = completeSort(sortOf('maybe asc, tie desc'), ['id']);
    const walk = { key: 'id', sort: { maybe: 'asc', tie: 'desc' }, size } as const;
    const ids: number[] = [];
    for await (const rows of iteratePages(fixture.source(), walk)) {
      expect(rows.length).toBeLessThanOrEqual(size);
      ids.push(...rows.map(({ id }) => Number(id)));
    }
    expect(ids).toEqual(await fixture.idsInOrder(sort));
  });
}

/** `tie asc, id desc` as a sort. */
function sortOf(text: string): PageSort[] {
  return text.split(', ').map((column) => {
    const [field = '', direction] = column.split(' ');
    return { field, direction: direction as Direction };
  });
}

function twice(ids: readonly number[]): number[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function missing(expected: readonly number[], seen: readonly number[]): number[] {
  const all = new Set(seen);
  return expected.filter((id) => !all.has(id));
}
