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

/** A cache in memory with a clock under control, for `overrideProvider(ProductionCache).useValue(cache)`. */
export async function testCache(options: Partial<CacheOptions> = {}): Promise<TestCache> {
  const clock = new ManualClock();
  const cache = await createProductionCache(options, clock);
  return { cache, advance: (milliseconds) => clock.advance(milliseconds) };
}

class ManualClock extends Clock {
  #ahead = 0;

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    this.forget();
  }

  protected override system(): number {
    // The base class asks before there are fields.
    return Date.now() + (#ahead in this ? this.#ahead : 0);
  }
}
