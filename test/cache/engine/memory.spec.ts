import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { Clock } from '../../../lib/cache/memory/clock.js';
import { MemoryBudget } from '../../../lib/cache/memory/memory-budget.js';
import { readMemory } from '../../../lib/cache/memory/memory-reading.js';
import { MemoryStore } from '../../../lib/cache/memory/memory-store.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { eventually } from '../../support/eventually.js';

describe('memory', () => {
  let cache: ProductionCache;
  const make = async (options: Partial<CacheOptions>) => {
    cache = await createProductionCache(options);
  };
  afterEach(() => cache?.disconnect());

  it('loses what has expired although nobody reads it', async () => {
    await make({ ttl: 1 });
    for (let i = 0; i < 1_000; i++) await cache.set(`key:${i}`, i);
    await eventually(() => expect(cache.statistics.figures().size).toBe(0));
    expect(cache.statistics.figures().expirations).toBe(1_000);
  });

  it('never holds more than maxBytes', async () => {
    await make({ maxBytes: 1_000_000 });
    for (let i = 0; i < 100; i++) await cache.set(`key:${i}`, 'x'.repeat(100_000));
    const { size, bytes, evictions } = cache.statistics.figures();
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    expect(size).toBeGreaterThan(3);
    expect(evictions).toBe(100 - size);
  });

  it('never holds more than maxBytes, also where small values grow', async () => {
    await make({ maxBytes: 100_000 });
    const keys = Array.from({ length: 300 }, (_, i) => `key:${i}`);
    for (const key of keys) await cache.set(key, 1);
    expect(cache.statistics.figures().size).toBe(300);
    const grown = Object.fromEntries(keys.slice(0, 20).map((name) => [name, 'text']));
    for (const key of keys) await cache.set(key, grown);
    const { size, bytes } = cache.statistics.figures();
    expect(bytes).toBeLessThanOrEqual(100_000);
    expect(size).toBeGreaterThan(30);
  });

  it('counts the names of an object that has many', async () => {
    await make({});
    const names = Array.from({ length: 1_000 }, (_, i) => String(i).padStart(40, 'n'));
    await cache.set('key', Object.fromEntries(names.map((name) => [name, 1])));
    expect(cache.statistics.figures().bytes).toBeGreaterThan(1_000 * 40);
  });

  it('refuses small values, too, where they are larger than maxEntryBytes', async () => {
    await make({ maxEntryBytes: 1_000 });
    const texts = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`text${i}`, 'a text']));
    await expect(cache.set('key', texts)).rejects.toMatchObject({ code: 'CACHE_VALUE_TOO_LARGE' });
    expect(await cache.get('key')).toBeUndefined();
  });

  it('counts no bytes twice for what is written over, by more, by less and by as much', async () => {
    await make({});
    for (const text of ['as much', 'as much', 'more'.repeat(1_000), 'less']) {
      await cache.set('key', { text });
    }
    const { bytes, size } = cache.statistics.figures();
    await cache.clear();
    await cache.set('key', { text: 'less' });
    expect(cache.statistics.figures()).toMatchObject({ bytes, size });
  });

  it('keeps any number in an object as it is', async () => {
    await make({});
    const value = { nan: Number.NaN, infinity: -Infinity, zero: -0 };
    await cache.set('key', value);
    expect(await cache.get('key')).toStrictEqual(value);
  });

  it('rejects, and does not throw, where a property of the value does', async () => {
    await make({});
    const value = {
      get town(): string {
        throw new Error('not loaded');
      },
    };
    const written = cache.set('key', value);
    await expect(written).rejects.toThrow();
    expect(await cache.get('key')).toBeUndefined();
  });

  it('rejects, and does not throw, where the value has a `then` that does', async () => {
    await make({});
    const value = Object.defineProperty({ n: 1 }, 'then', {
      get: () => {
        throw new Error('not loaded');
      },
    });
    const written = cache.set('key', value);
    await expect(written).rejects.toThrow('not loaded');
  });

  const never = () => {
    throw new Error('it is held');
  };
  it.each([
    ['get', (key: string) => cache.get(key)],
    ['wrap', (key: string) => cache.wrap(key, never)],
    ['wrap with options', (key: string) => cache.wrap(key, never, { values: 'frozen' })],
    ['wrap with a refreshThreshold', (key: string) => cache.wrap(key, never, 1_000, 1)],
  ])('keeps what %s reads often while keys pass through that are read once', async (_, read) => {
    await make({ max: 100 });
    for (let i = 0; i < 20; i++) await cache.set(`hot:${i}`, i);
    for (let i = 0; i < 10_000; i++) {
      await cache.set(`scan:${i}`, i);
      expect(await read(`hot:${i % 20}`)).toBe(i % 20);
    }
    expect(cache.statistics.figures().size).toBe(100);
  });
});

it('finds what was written after it was looked for in vain, and removed and written again', async () => {
  const { cache } = await testCache();
  expect(await cache.get('key')).toBeUndefined();
  for (const value of [1, 2]) {
    await cache.set('key', value);
    await cache.set('key', value);
    expect(cache.statistics.figures().size).toBe(1);
    await cache.del('key');
    expect(await cache.get('key')).toBeUndefined();
  }
  await cache.set('key', 3);
  expect(await cache.get('key')).toBe(3);
});

it('is used where there is no server, also when it is switched off beside one', async () => {
  const cache = await createProductionCache({ memory: false });
  const given = { list: [1] };
  await cache.set('key', given, 0);
  expect(await cache.get('key')).toEqual(given);
  let loads = 0;
  for (let i = 0; i < 2; i++) await cache.wrap('loaded', () => ({ list: [++loads] }));
  expect(loads).toBe(1);
  await cache.disconnect();
});

it('counts what has expired and is written over as expired', async () => {
  const { cache, advance } = await testCache({ ttl: 1_000 });
  await cache.set('key', 1);
  await cache.set('key', 2);
  advance(1_000);
  await cache.set('key', 3);
  expect(cache.statistics.figures().expirations).toBe(1);
  expect(await cache.get('key')).toBe(3);
});

describe('an entry that is read again and again', () => {
  const OFTEN = 300;
  const readOften = async (cache: ProductionCache, key: string) => {
    let value: unknown;
    for (let i = 0; i < OFTEN; i++) value = await cache.get(key);
    return value;
  };
  const texts = { before: 'before', after: 'after' };
  const objects = { before: { n: 1 }, after: { n: 2 } };

  describe.each([
    ['a text', 'copy', texts],
    ['an object for each', 'copy', objects],
    ['one frozen object', 'frozen', objects],
  ] as const)('as %s', (_, values, { before, after }) => {
    it('is given out as it was written last', async () => {
      const { cache } = await testCache({ values });
      await cache.set('key', before);
      expect(await readOften(cache, 'key')).toEqual(before);
      await cache.set('key', after);
      expect(await readOften(cache, 'key')).toEqual(after);
      expect(await cache.wrap('key', () => before)).toEqual(after);
    });

    it.each([
      ['deleted', (cache: ProductionCache) => cache.del('key')],
      ['cleared', (cache: ProductionCache) => cache.clear()],
      ['set to undefined', (cache: ProductionCache) => cache.set('key', undefined)],
    ])('is gone once it was %s', async (_name, remove) => {
      const { cache } = await testCache({ values });
      await cache.set('key', before);
      await readOften(cache, 'key');
      await remove(cache);
      expect(await cache.get('key')).toBeUndefined();
    });

    it('is gone when its time is over, and not before', async () => {
      const { cache, advance } = await testCache({ values, ttl: 10_000 });
      await cache.set('key', before);
      for (let second = 1; second < 10; second++) {
        expect(await readOften(cache, 'key')).toEqual(before);
        advance(1_000);
      }
      advance(999);
      expect(await cache.get('key')).toEqual(before);
      advance(1);
      expect(await cache.get('key')).toBeUndefined();
    });

    it('may be pushed out like any other', async () => {
      const { cache } = await testCache({ values, max: 4 });
      await cache.set('key', before);
      await readOften(cache, 'key');
      for (let i = 0; i < 100; i++) await readOften(cache, await fill(cache, i));
      expect(cache.statistics.figures().size).toBe(4);
      expect(await cache.get('key')).toBeUndefined();
    });

    async function fill(cache: ProductionCache, i: number) {
      await cache.set(`key:${i}`, before);
      return `key:${i}`;
    }
  });

  it('belongs to each caller alone', async () => {
    const { cache } = await testCache();
    await cache.set('key', { list: [1], n: 1 });
    const value = (await readOften(cache, 'key')) as { list: number[]; n: number };
    value.list.push(2);
    value.n = 2;
    expect(await cache.get('key')).toEqual({ list: [1], n: 1 });
  });

  it('is the same frozen object for all callers from the first on', async () => {
    const { cache } = await testCache({ values: 'frozen' });
    const given = { n: 1 };
    await cache.set('key', given);
    const first = await cache.get('key');
    expect(Object.isFrozen(first)).toBe(true);
    expect(await readOften(cache, 'key')).toBe(first);
    expect(Object.isFrozen(given)).toBe(false);
  });

  it('takes nothing over that other code has added to Object.prototype', async () => {
    const { cache } = await testCache({ values: 'frozen' });
    await cache.set('key', { n: 1 });
    Object.defineProperty(Object.prototype, 'added', {
      value: 2,
      enumerable: true,
      configurable: true,
    });
    try {
      expect(Object.keys((await cache.get<object>('key')) ?? {})).toEqual(['n']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'added');
    }
  });

  it('is told to who listens', async () => {
    const { cache } = await testCache();
    await cache.set('key', 1);
    await readOften(cache, 'key');
    const heard: unknown[] = [];
    cache.on('get', (event) => heard.push(event));
    await cache.get('key');
    expect(heard).toEqual([{ key: 'key', value: 1 }]);
  });

  it('leaves behind what symbols name, as every server does', async () => {
    const { cache } = await testCache();
    const list = [1];
    await cache.set('key', { n: 1, [Symbol('s')]: list });
    expect(await readOften(cache, 'key')).toStrictEqual({ n: 1 });
  });
});

describe('any order of writes, reads, deletes and time', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    fc.record({ do: fc.constant('set' as const), key, value: fc.oneof(fc.integer(), fc.object()) }),
    fc.record({ do: fc.constant('get' as const), key, times: fc.constantFrom(1, 3, 150) }),
    fc.record({ do: fc.constant('del' as const), key }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
  );

  it('gives what a Map with expiry would give', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 60 }),
        fc.constantFrom('copy' as const, 'frozen' as const),
        async (steps, values) => {
          const { cache, advance } = await testCache({ values, ttl: 2_000 });
          const model = new Map<string, { value: unknown; left: number }>();
          for (const now of steps) {
            if (now.do === 'set') {
              await cache.set(now.key, now.value);
              model.set(now.key, { value: structuredClone(now.value), left: 2_000 });
            } else if (now.do === 'del') {
              await cache.del(now.key);
              model.delete(now.key);
            } else if (now.do === 'pass') {
              advance(now.ms);
              for (const [name, held] of model) {
                held.left -= now.ms;
                if (held.left <= 0) model.delete(name);
              }
            } else {
              for (let i = 1; i < now.times; i++) void cache.get(now.key);
              expect(await cache.get(now.key)).toEqual(model.get(now.key)?.value);
            }
          }
          await cache.disconnect();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the budget of memory', () => {
  const GIGABYTE = 2 ** 30;
  const roomy = {
    heapLimit: 4 * GIGABYTE,
    heapUsed: 0,
    available: Infinity,
    constrained: Infinity,
  };

  function budget(max: number | 'auto', maxBytes?: number | 'auto') {
    const store = new MemoryStore(new CacheCounters(), new Clock());
    const bounds: [number, number][] = [];
    const bound = (...given: [number, number]) => {
      bounds.push(given);
      store.bound(...given);
    };
    let reading = roomy;
    const made = new MemoryBudget({ bound }, { max, maxBytes }, () => reading);
    return {
      check: (next: Partial<typeof roomy> = {}) => {
        reading = { ...roomy, ...next };
        made.check();
        return bounds.at(-1);
      },
    };
  }

  it('follows the heap, and the memory of system and container', () => {
    const { check } = budget('auto', 'auto');
    expect(check()?.[1]).toBe(Math.floor(0.2 * GIGABYTE));
    expect(check({ constrained: 0.4 * GIGABYTE })?.[1]).toBe(Math.floor(0.1 * GIGABYTE));
    expect(check({ available: 0.2 * GIGABYTE })?.[1]).toBe(Math.floor(0.05 * GIGABYTE));
  });

  it('is small where the container is full, and not where it has no limit', () => {
    const { check } = budget('auto', 'auto');
    const readingOf = (available: number, constrained: number) =>
      readMemory({ availableMemory: () => available, constrainedMemory: () => constrained });
    expect(readingOf(0, GIGABYTE)).toMatchObject({ available: 0, constrained: GIGABYTE });
    expect(readingOf(0, 0)).toMatchObject({ available: Infinity, constrained: Infinity });
    expect(readingOf(1, 2 ** 64)).toMatchObject({ available: 1, constrained: Infinity });
    expect(check({ available: 0 })?.[1]).toBe(Math.floor((0.2 * GIGABYTE) / 64));
  });

  it('shrinks while the heap is nearly full, and grows back', () => {
    const { check } = budget(4_096, 'auto');
    const [, whole = 0] = check() ?? [];
    const full = { heapUsed: 3.9 * GIGABYTE };
    expect(check(full)?.[1]).toBe(Math.floor(whole / 2));
    expect(check(full)?.[1]).toBe(Math.floor(whole / 4));
    expect(check()?.[1]).toBe(Math.floor(whole / 2));
    expect(check()).toEqual([4_096, whole]);
  });

  it('leaves fixed bounds as they are', () => {
    expect(budget(10).check()).toEqual([10, Infinity]);
    expect(budget(10, 1_000).check({ heapUsed: 4 * GIGABYTE })).toEqual([10, 1_000]);
  });
});
