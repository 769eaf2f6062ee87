import { checkCacheOptions } from '../cache/check-cache-options.js';
import { createProductionCache } from '../cache/engine/create-production-cache.js';
import type { CacheOptions } from '../cache/cache.options.js';
import type { ProductionCache } from '../cache/engine/production-cache.js';
import { Clock } from '../cache/memory/clock.js';

/** A cache whose time passes when the test says so. */
export interface TestCache {
  readonly cache: ProductionCache;
  /** Lets milliseconds pass. */
  advance(milliseconds: number): void;
}

/**
 * A cache in memory for `overrideProvider(ProductionCache).useValue(cache)`. Its time stands still between two calls of
 * `advance`.
 */
export async function testCache(options: Partial<CacheOptions> = {}): Promise<TestCache> {
  let now = Date.now();
  const clock = new Clock(() => now);
  const cache = await createProductionCache(checkCacheOptions(options), clock);
  const advance = (milliseconds: number): void => {
    now += milliseconds;
    clock.forget();
  };
  return { cache, advance };
}
