import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { FaultyStore, testCache } from 'nestjs-production-readiness/testing';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { getHeapStatistics } from 'node:v8';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { toldErrors } from '../../support/told-errors.js';

let cache: ProductionCache;
const serverIsUsed = () =>
  eventually(async () => {
    const before = cache.statistics.figures().serverSkipped;
    await cache.set('ready', 1);
    expect(cache.statistics.figures().serverSkipped).toBe(before);
  });
const make = async (options: Partial<CacheOptions> = {}) => {
  cache = await createProductionCache(options);
  return cache;
};
afterEach(() => cache?.disconnect());

describe('the bounds of memory', () => {
  it('refuse a value that is more than all may be, and leave the others', async () => {
    await make({ maxBytes: 100_000 });
    for (let i = 0; i < 10; i++) await cache.set(`key:${i}`, i);
    const tooLarge = 'x'.repeat(200_000);
    const refusal = { code: 'CACHE_VALUE_TOO_LARGE' };
    await expect(cache.set('key:0', tooLarge)).rejects.toMatchObject(refusal);
    expect(await cache.wrap('other', () => tooLarge)).toBe(tooLarge);
    expect(cache.statistics.figures()).toMatchObject({ size: 10, rejected: 2 });
    expect(await cache.get('key:0')).toBe(0);
  });

  it('refuse such a value although it is made of small ones', async () => {
    await make({ maxBytes: 1_000 });
    const names = Array.from({ length: 20 }, (_, i) => [`name ${i}`, 'x'.repeat(90)]);
    const setting = cache.set('key', Object.fromEntries(names));
    await expect(setting).rejects.toMatchObject({ code: 'CACHE_VALUE_TOO_LARGE' });
  });

  it('refuse a value that leaves no room for its key', async () => {
    await make({ maxBytes: 10_000 });
    const setting = cache.set('k'.repeat(50), 'x'.repeat(6_600));
    await expect(setting).rejects.toMatchObject({ code: 'CACHE_VALUE_TOO_LARGE' });
    await expect(cache.set('k'.repeat(10_000), 1)).rejects.toThrow('all that memory may hold');
    expect(cache.statistics.figures()).toMatchObject({ size: 0, rejected: 2 });
  });

  it('refuse and tell what is more than a budget that follows the memory', async () => {
    const told = toldErrors();
    await make({ max: 'auto', maxEntryBytes: Number.MAX_SAFE_INTEGER });
    // A twentieth of the heap, and of each place of a list there are twelve bytes.
    const large = new Array<null>(Math.ceil(getHeapStatistics().heap_size_limit / 200)).fill(null);
    const refusal = { code: 'CACHE_VALUE_TOO_LARGE' };
    await expect(cache.set('list', large)).rejects.toMatchObject(refusal);
    expect(await cache.wrap('list', () => large)).toBe(large);
    expect(told).toEqual([expect.stringContaining('beyond all that memory may hold now')]);
    jest.restoreAllMocks();
  });

  it('count keys too, whatever the value and whoever brings it', async () => {
    await make({ maxBytes: 1_000_000 });
    for (let i = 0; i < 20; i++) await cache.set(`${i}${'k'.repeat(200_000)}`, 1);
    expect(cache.statistics.figures().size).toBeLessThan(5);
    await cache.clear();
    for (let i = 0; i < 20_000; i++) await cache.wrap(`key:${i}`, () => 5);
    expect(cache.statistics.figures().size).toBeLessThan(10_000);
  });

  it('may be as large as numbers are', async () => {
    await make({ max: Number.MAX_SAFE_INTEGER, maxBytes: 10_000 });
    for (let i = 0; i < 1_000; i++) await cache.set(`key:${i}`, i);
    expect(cache.statistics.figures().bytes).toBeLessThanOrEqual(10_000);
  });

  it('keep what is read often also while somebody listens', async () => {
    await make({ max: 100 });
    cache.on('get', () => {});
    await cache.set('hot', 1);
    for (let i = 0; i < 2_000; i++) {
      await cache.set(`scan:${i}`, i);
      expect(await cache.get('hot')).toBe(1);
    }
  });
});

describe('the options of one call', () => {
  it.each([
    { hardTimeout: Number.NaN },
    { hardTimeout: -1 },
    { softTimeout: Number.NaN },
    { grace: Number.NaN },
    { refreshThreshold: -1 },
    { jitter: 3 },
    { values: 'freeze' as 'frozen' },
    { type: 'User' as never },
    { type: (() => Date) as never },
    { raw: 'yes' as never },
    { forceFresh: 1 as never },
    { tll: 5 },
  ])('are refused before anything is loaded: %j', async (options) => {
    await make();
    let loads = 0;
    const wrapped = cache.wrap('key', () => ++loads, options);
    await expect(wrapped).rejects.toMatchObject({ code: 'CACHE_OPTION_INVALID' });
    expect(loads).toBe(0);
  });

  it.each([
    [{ forcefresh: true }, 'CACHE_OPTION_INVALID'],
    [{ grace: -1 }, 'CACHE_OPTION_INVALID'],
    [{ softTimeout: '5s' }, 'CACHE_OPTION_INVALID'],
    [{ hardTimeout: Number.NaN }, 'CACHE_OPTION_INVALID'],
    [{ jitter: 0.6 }, 'CACHE_OPTION_INVALID'],
    [{ ttl: -1 }, 'CACHE_TTL_INVALID'],
    [-1, 'CACHE_TTL_INVALID'],
    ['10m', 'CACHE_TTL_INVALID'],
  ])('are refused also where a value is held: %j', async (options, code) => {
    await make();
    await cache.set('key', 'held');
    const wrapped = cache.wrap('key', () => 'new', options as never);
    await expect(wrapped).rejects.toMatchObject({ code });
  });

  it.each([undefined, null])('may be left open with %s', async (ttl) => {
    await make();
    const open = { ttl, grace: null, softTimeout: null, jitter: null } as never;
    for (let i = 0; i < 2; i++) expect(await cache.wrap('key', () => i, open)).toBe(0);
    expect(await cache.ttl('key')).toBeGreaterThan(Date.now());
  });

  it('are of no use without a loader', async () => {
    await make();
    const wrapped = cache.wrap('key', undefined as never, { grace: 1 });
    await expect(wrapped).rejects.toMatchObject({ code: 'CACHE_LOADER_INVALID' });
  });
});

describe('a refresh ahead', () => {
  it('that fails is not tried again with every hit', async () => {
    const { cache, advance } = await testCache({ ttl: 10_000, refreshThreshold: 5_000 });
    let loads = 0;
    const load = () => {
      loads++;
      throw new Error('away');
    };
    await cache.set('key', 'held');
    advance(6_000);
    await cache.wrap('key', load);
    await eventually(() => expect(cache.statistics.figures().loadFailures).toBe(1));
    for (let i = 0; i < 50; i++) expect(await cache.wrap('key', load)).toBe('held');
    expect(loads).toBe(1);
    advance(1_000);
    await cache.wrap('key', load);
    await eventually(() => expect(loads).toBe(2));
    await cache.disconnect();
  });

  it('happens for values that only a server holds', async () => {
    await make({ store: new FaultyStore(), namespace: 'test', memory: false, ttl: 10_000 });
    let loads = 0;
    const wrap = () => cache.wrap('key', () => ++loads, { refreshThreshold: 10_000 });
    await eventually(async () => {
      await wrap();
      expect(cache.statistics.figures().serverHits).toBeGreaterThan(0);
    });
    const { serverHits } = cache.statistics.figures();
    const before = loads;
    await eventually(async () => {
      await wrap();
      expect(loads).toBeGreaterThan(before);
    });
    expect(cache.statistics.figures().serverHits).toBeGreaterThan(serverHits);
  });
});

describe('a cache', () => {
  it('has methods that a test may put its own in place of', async () => {
    await make();
    const get = () => Promise.resolve('mine' as never);
    cache.get = get;
    expect(await cache.get('key')).toBe('mine');
  });

  it('tells the true end of an entry that memory holds only for some seconds', async () => {
    await make({ store: new FaultyStore(), namespace: 'test', memory: true, ttl: 600_000 });
    await eventually(async () => {
      await cache.set('key', 1);
      await cache.get('key');
      expect(cache.statistics.figures().memoryHits).toBeGreaterThan(0);
    });
    expect(await cache.ttl('key')).toBeGreaterThan(Date.now() + 500_000);
    let loads = 0;
    await cache.wrap('key', () => ++loads, { refreshThreshold: 60_000 });
    expect(loads).toBe(0);
  });

  it('writes and deletes thousands of keys together without overrunning its server', async () => {
    await make({ store: new FaultyStore(), namespace: 'test' });
    await serverIsUsed();
    const { serverSkipped } = cache.statistics.figures();
    const keys = Array.from({ length: 3_000 }, (_, i) => `key:${i}`);
    await cache.mset(keys.map((key) => ({ key, value: key })));
    expect(await cache.mget(keys)).toEqual(keys);
    await cache.mdel(keys);
    expect(cache.statistics.figures().serverSkipped).toBe(serverSkipped);
  });

  it('holds nothing in memory because its server has more to do than it may', async () => {
    const store = new FaultyStore();
    await make({ store, namespace: 'test' });
    await serverIsUsed();
    const { serverSkipped } = cache.statistics.figures();
    const { opened, open } = gate();
    Object.assign(store, { get: () => opened });
    const burst = Array.from({ length: 600 }, (_, i) => cache.get(`key:${i}`));
    const setting = cache.set('key', 'soon out of date');
    expect(cache.statistics.figures().serverSkipped).toBeGreaterThan(serverSkipped);
    expect(cache.statistics.figures().size).toBe(0);
    open();
    await Promise.all([...burst, setting]);
  });
});

describe('what JavaScript hands over', () => {
  it('may be null in place of a ttl, which is then that of the cache', async () => {
    await make({ ttl: 60_000 });
    const none = null as unknown as undefined;
    await cache.set('a', 1, none);
    await cache.mset([{ key: 'b', value: 2, ttl: none }]);
    for (const key of ['a', 'b']) {
      expect(Number(await cache.ttl(key)) - Date.now()).toBeLessThanOrEqual(60_000);
    }
  });

  it('is refused in place of a list', async () => {
    await make();
    const refusal = { code: 'CACHE_KEY_INVALID' };
    await expect(cache.mget('abc' as unknown as string[])).rejects.toMatchObject(refusal);
    await expect(cache.mdel('abc' as unknown as string[])).rejects.toMatchObject(refusal);
    await expect(cache.mset({ a: 1 } as unknown as [])).rejects.toMatchObject(refusal);
  });
});
