import { randomUUID } from 'node:crypto';
import { CacheOptions } from '../cache.options.js';
import { StoreGuard } from '../guard/store-guard.js';
import { Clock } from '../memory/clock.js';
import { MemoryBudget } from '../memory/memory-budget.js';
import { MemoryStore } from '../memory/memory-store.js';
import { MemorySweep } from '../memory/memory-sweep.js';
import { CacheCounters } from '../statistics/cache-counters.js';
import { CacheStatistics } from '../statistics/cache-statistics.js';
import type { OpenedStore } from '../stores/opened-store.js';
import { CacheEvents } from './cache-events.js';
import { Fleet } from './fleet.js';
import { LoadedValues } from './loaded-values.js';
import { Loader } from './loader.js';
import { Loads } from './loads.js';
import { openStore } from './open-store.js';
import { ProductionCache } from './production-cache.js';
import { ServerTier } from './server-tier.js';
import { Tiers, type MemoryUse } from './tiers.js';
import { type HasRoom, ValueKeeper } from './value-keeper.js';
import { Wrapping } from './wrapping.js';

/** Makes a cache and starts what it needs in the background; its server, if it has one, may be away. */
export async function createProductionCache(
  given: Partial<CacheOptions> = {},
  clock = new Clock(),
): Promise<ProductionCache> {
  const options = CacheOptions.from(given);
  const opened = await openStore(options);
  const counters = new CacheCounters();
  const memory = new MemoryStore(counters, clock, options.grace);
  const guard = opened && new StoreGuard(opened.store, counters);
  const server = guard && new ServerTier(guard, clock, options.maxEntryBytes);
  const use = memoryUse(options, opened);
  const tiers = new Tiers({ memory, clock, server, use, grace: options.grace });
  const fleet = guard && opened?.lease && new Fleet(guard, opened.lease, tiers);
  // Beside a server memory may do without what it has no room for.
  const hasRoom: HasRoom = (key, bytes) => server !== undefined || memory.hasRoom(key, bytes);
  const keeper = new ValueKeeper(counters, options.maxEntryBytes, hasRoom);
  const events = new CacheEvents();
  const loads = new Loads();
  const loaded = new LoadedValues({ tiers, clock, events, loads, server, keeper, options });
  const loader = new Loader({ tiers, clock, counters, fleet, loaded, keeper });
  const wrapping = new Wrapping({ options, tiers, clock, counters, events, loads, loader });
  tiers.changed = (key) => (key === undefined ? loads.doubtAll() : loads.cancel(key));
  if (guard !== undefined) {
    guard.recovered = () => tiers.recovered();
    guard.overtaken = (key) => tiers.forget(key);
  }

  const statistics = new CacheStatistics(counters, memory, options);
  const background = [new MemoryBudget(memory, options), new MemorySweep(memory), statistics];
  for (const part of background) part.start();
  guard?.open();
  opened?.bus?.listen(tiers);
  const close = async () => {
    for (const part of background) part.stop();
    await Promise.all([opened?.bus?.close(), guard?.close()]);
  };
  const id = options.namespace ?? randomUUID();
  const engine = { memory, tiers, loads, wrapping, events, keeper };
  return new ProductionCache({ id, options, clock, counters, statistics, close, ...engine });
}

/** Alone, memory is always used. Beside a server it is true where a bus tells of writes; elsewhere it bridges outages. */
function memoryUse({ memory }: CacheOptions, opened: OpenedStore | undefined): MemoryUse {
  if (opened === undefined) return 'bus';
  if (memory === false) return 'never';
  if (opened.bus !== undefined) return 'bus';
  return memory === true ? 'briefly' : 'outage';
}
