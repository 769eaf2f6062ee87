import { createCache, type Cache } from 'cache-manager';
import type { MemoryCacheOptions } from './check-cache-options.js';
import { LruStore } from './lru.store.js';

/**
 * cache-manager's own cache on a store that is bounded. The Keyv between them is the one that cache-manager makes,
 * of the version that it works with: on a Keyv 6 of the application its wrap() would never hit.
 */
export function createMemoryCache({ ttl, max }: MemoryCacheOptions): Cache {
  const cache = createCache({ ttl });
  for (const keyv of cache.stores) keyv.store = new LruStore(max);
  return cache;
}
