import { describe, expect, it } from '@jest/globals';
import { Page } from '../../lib/pagination/page.js';
import type { PageRequest } from '../../lib/pagination/page-request.js';
import { parsePageRequest } from '../../lib/pagination/request/parse-page-request.js';

const cities = Array.from({ length: 25 }, (_, index) => ({ id: index + 1 }));
const request = (page: number) => parsePageRequest({ limit: 10, page });

function load({ take, skip }: { take: number; skip: number }) {
  return Promise.resolve(cities.slice(skip, skip + take));
}

describe('Page.fetch', () => {
  it('asks for one row more than the page holds', async () => {
    const asked: unknown[] = [];
    await Page.fetch(request(3), (window) => {
      asked.push(window);
      return [];
    });
    expect(asked).toEqual([{ take: 11, skip: 20 }]);
  });

  it('knows the neighbours of the first page', async () => {
    const { data, meta } = await Page.fetch(request(1), load);
    expect(data).toEqual(cities.slice(0, 10));
    expect(meta).toEqual({
      limit: 10,
      hasNext: true,
      hasPrevious: false,
      next: '2',
      previous: null,
    });
  });

  it('knows the neighbours of the last page', async () => {
    const { data, meta } = await Page.fetch(request(3), load);
    expect(data).toHaveLength(5);
    expect(meta).toMatchObject({ hasNext: false, hasPrevious: true, next: null, previous: '2' });
  });

  it('ends where the last page is exactly full', async () => {
    const { meta } = await Page.fetch(request(2), ({ skip }) => cities.slice(skip, 20));
    expect(meta).toMatchObject({ hasNext: false, next: null });
  });

  it('visits every row once by following next', async () => {
    const seen: number[] = [];
    let next: string | null = '1';
    while (next !== null) {
      const page: Page<{ id: number }> = await Page.fetch(
        parsePageRequest({ limit: '4', page: next }),
        load,
      );
      seen.push(...page.data.map(({ id }) => id));
      next = page.meta.next;
    }
    expect(seen).toEqual(cities.map(({ id }) => id));
  });

  it('never holds more rows than the limit when the loader ignores take', async () => {
    const { data, meta } = await Page.fetch(request(1), () => cities);
    expect(data).toHaveLength(10);
    expect(meta.hasNext).toBe(true);
  });

  it('leaves the array of the loader as it was and hands out another', async () => {
    const rows = Object.freeze([{ id: 1 }]);
    const { data } = await Page.fetch(request(1), () => rows);
    expect(data).toEqual(rows);
    expect(data).not.toBe(rows);
  });

  it('keeps the prototype of class instances', async () => {
    class City {}
    const { data } = await Page.fetch(request(1), () => [new City()]);
    expect(data[0]).toBeInstanceOf(City);
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['object', { rows: [] }],
    ['string', 'secret rows'],
  ])('refuses a loader that returns %s, without showing it', async (kind, returned) => {
    const fetched = Page.fetch(request(1), () => returned as unknown as []);
    await expect(fetched).rejects.toMatchObject({
      code: 'PAGE_ROWS',
      message: expect.stringContaining(`returned ${kind}, not an array`),
    });
    await expect(fetched).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });

  it('refuses a raw query, whose text would add up to another take', async () => {
    const query = { mode: 'page', limit: '5', offset: '0' } as unknown as PageRequest;
    await expect(Page.fetch(query, load)).rejects.toMatchObject({ code: 'PAGE_REQUEST' });
  });

  it.each([
    ['none', [], {}],
    ['exact', [undefined], { total: 20_000 }],
    ['capped', [10_001], { total: 10_000, totalIs: 'atLeast' }],
    ['estimated', [10_001], { total: 10_000, totalIs: 'atLeast' }],
  ] as const)('counts all rows as %s asks for', async (total, calls, expected) => {
    const asked: unknown[] = [];
    const count = async (most?: number) => {
      asked.push(most);
      return Math.min(20_000, most ?? Infinity);
    };
    const { meta } = await Page.fetch({ ...request(1), total }, load, count);
    expect(asked).toEqual(calls);
    expect(meta).toEqual({ ...(await Page.fetch(request(1), load)).meta, ...expected });
  });

  it('knows a total below the cap exactly, and none without a way to count', async () => {
    const capped = { ...request(1), total: 'capped' } as const;
    const { meta } = await Page.fetch(capped, load, async () => 25);
    expect([meta.total, meta.totalIs]).toEqual([25, undefined]);
    expect((await Page.fetch(capped, load)).meta).not.toHaveProperty('total');
  });

  it('hands on the error of the count', async () => {
    const failure = new Error('database is away');
    const exact = { ...request(1), total: 'exact' } as const;
    await expect(Page.fetch(exact, load, () => Promise.reject(failure))).rejects.toBe(failure);
  });

  it('counts after it has loaded, so that one connection is enough', async () => {
    const order: string[] = [];
    const loading = async () => {
      await Promise.resolve();
      order.push('rows');
      return [];
    };
    const count = async () => order.push('count');
    await Page.fetch({ ...request(1), total: 'exact' }, loading, count);
    expect(order).toEqual(['rows', 'count']);
  });

  it('refuses the request of a cursor, which no OFFSET serves', async () => {
    const seal = () => 'sealed';
    const cursor = { ...request(1), mode: 'cursor', position: undefined, seal } as const;
    await expect(Page.fetch(cursor, load)).rejects.toMatchObject({ code: 'PAGE_CURSOR' });
  });

  it('hands on the error of the loader', async () => {
    const failure = new Error('database is away');
    await expect(Page.fetch(request(1), () => Promise.reject(failure))).rejects.toBe(failure);
  });
});

describe('Page.map', () => {
  it('converts every row and keeps the rest', async () => {
    const page = await Page.fetch(request(2), load);
    const mapped = Page.map(page, ({ id }) => `city ${id}`);
    expect(mapped.data[0]).toBe('city 11');
    expect(mapped.meta).toEqual(page.meta);
    expect(page.data[0]).toEqual({ id: 11 });
  });

  it('gives the converter the row and nothing else', () => {
    const meta = { limit: 2, hasNext: false, hasPrevious: false, next: null, previous: null };
    expect(Page.map({ data: ['10', '10'], meta }, Number.parseInt).data).toEqual([10, 10]);
  });
});
