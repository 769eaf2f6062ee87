import { afterEach, describe, expect, it } from '@jest/globals';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { Clock } from '../../../lib/cache/memory/clock.js';
import { MemoryBudget } from '../../../lib/cache/memory/memory-budget.js';
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
