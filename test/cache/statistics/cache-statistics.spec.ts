import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';

const READS = 1_000;
/** Samples of one minute; one is taken every ten seconds. */
const MINUTE = 6;
/** With the one before the reads, those of a quarter of an hour. */
const QUARTER = 15 * MINUTE - 1;

async function read(cache: ProductionCache, times: number, isHit: boolean): Promise<void> {
  await cache.set('held', 1);
  for (let i = 0; i < times; i++) await cache.get(isHit ? 'held' : `absent ${i}`);
}

function sample(cache: ProductionCache, times: number): void {
  for (let i = 0; i < times; i++) cache.statistics.sample();
}

describe('the hit rate', () => {
  it('is unknown before anything was read', async () => {
    const { cache } = await testCache();
    const { oneMinute, fiveMinutes, fifteenMinutes } = cache.statistics.figures().hitRate;
    expect([oneMinute, fiveMinutes, fifteenMinutes]).toEqual([undefined, undefined, undefined]);
  });

  it('of one minute forgets what was before, that of five remembers', async () => {
    const { cache } = await testCache();
    await read(cache, 10, false);
    sample(cache, MINUTE);
    await read(cache, 10, true);
    expect(cache.statistics.figures().hitRate).toMatchObject({ oneMinute: 1, fiveMinutes: 0.5 });
  });

  it('of a quarter of an hour forgets what is older', async () => {
    const { cache } = await testCache();
    await read(cache, 10, false);
    sample(cache, 15 * MINUTE);
    await read(cache, 10, true);
    expect(cache.statistics.figures().hitRate).toMatchObject({ fifteenMinutes: 1 });
  });
});

describe('the warning of a low hit rate', () => {
  const warnings: string[] = [];
  afterEach(() => {
    warnings.length = 0;
    Logger.overrideLogger(false);
  });

  async function listened(options: Partial<CacheOptions> = {}): Promise<ProductionCache> {
    const ignore = () => undefined;
    const warn = (message: string) => warnings.push(message);
    Logger.overrideLogger({ log: ignore, error: ignore, warn });
    return (await testCache(options)).cache;
  }

  it('comes once, with the advice that fits keys which are never read twice', async () => {
    const cache = await listened();
    sample(cache, 1);
    await read(cache, READS, false);
    sample(cache, QUARTER);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Only 0 % of the last 1000 reads were hits. Keys are seldom read twice/,
      ),
    ]);
  });

  it('says to hold more where entries are pushed out', async () => {
    const cache = await listened({ max: 10 });
    sample(cache, 1);
    for (let i = 0; i < READS; i++) await cache.wrap(`key ${i}`, () => i);
    sample(cache, QUARTER);
    expect(warnings).toEqual([expect.stringContaining('raise CACHE_MAX_SIZE')]);
  });

  it('says to hold longer where entries expire', async () => {
    const { cache, advance } = await testCache({ ttl: 1_000, warnBelowHitRate: 0.5 });
    await listened();
    sample(cache, 1);
    for (let i = 0; i < READS; i++) {
      await cache.wrap('key', () => i);
      advance(2_000);
    }
    sample(cache, QUARTER);
    expect(warnings).toEqual([expect.stringContaining('raise CACHE_TTL')]);
  });

  it('does not come for few reads, for a good rate, and where it is turned off', async () => {
    const few = await listened();
    const good = await listened();
    const off = await listened({ warnBelowHitRate: 0 });
    for (const cache of [few, good, off]) sample(cache, 1);
    await read(few, READS - 1, false);
    await read(good, READS, true);
    await read(good, READS, false);
    await read(off, READS, false);
    for (const cache of [few, good, off]) sample(cache, QUARTER);
    expect(warnings).toEqual([]);
  });

  it('does not come for a cache that has not been in use for a quarter of an hour', async () => {
    const cache = await listened();
    sample(cache, 1);
    await read(cache, READS, false);
    sample(cache, QUARTER - 2);
    expect(warnings).toEqual([]);
  });
});
