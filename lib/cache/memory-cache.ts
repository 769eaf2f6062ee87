import { createCache, type Cache } from 'cache-manager';
import { Keyv } from 'keyv';
import type { MemoryCacheOptions } from './check-cache-options.js';
import { LruStore } from './lru.store.js';

/** cache-manager's own cache on a store that is bounded. Values are held as they are, not as text. */
export function createMemoryCache({ ttl, max }: MemoryCacheOptions): Cache {
  const keyv = new Keyv({ store: new LruStore(max) });
  // Keyv 5 knows the first two, Keyv 6 the third.
  Object.assign(keyv, { serialize: undefined, deserialize: undefined, serialization: undefined });
  return createCache({ stores: [keyv], ttl });
}
