import type { CacheOptions } from '../cache.options.js';
import type { Clock } from '../memory/clock.js';
import type { MemoryStore } from '../memory/memory-store.js';
import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStatistics } from '../statistics/cache-statistics.js';
import type { CacheEvents } from './cache-events.js';
import type { Loads } from './loads.js';
import type { Tiers } from './tiers.js';
import type { ValueKeeper } from './value-keeper.js';
import type { Wrapping } from './wrapping.js';

/** What a cache is put together from. */
export interface CacheParts {
  readonly id: string;
  readonly options: CacheOptions;
  readonly memory: MemoryStore;
  readonly clock: Clock;
  readonly counters: CacheCounters;
  readonly tiers: Tiers;
  readonly loads: Loads;
  readonly wrapping: Wrapping;
  readonly events: CacheEvents;
  readonly keeper: ValueKeeper;
  readonly statistics: CacheStatistics;
  readonly close: () => Promise<void>;
}
