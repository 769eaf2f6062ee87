import type { Cache } from 'cache-manager';
import { Keyv, type KeyvStoreAdapter } from 'keyv';

/** A Keyv that reads and writes the cache, for code that looks for one in `stores`. */
export function keyvFacade(cache: Pick<Cache, 'get' | 'set' | 'del' | 'clear'>): Keyv {
  const adapter: KeyvStoreAdapter = {
    opts: {},
    // Keyv keeps its own wrapper around each value; the cache keeps the value.
    get: async <Value>(key: string) => {
      const value = await cache.get<Value>(key);
      return value === undefined ? undefined : { value };
    },
    set: async (key: string, entry: { value: unknown }, ttl?: number) => {
      await cache.set(key, entry.value, ttl);
      return true;
    },
    delete: (key: string) => cache.del(key),
    clear: async () => {
      await cache.clear();
    },
    on() {
      return this;
    },
  };
  const keyv = new Keyv({ store: adapter, useKeyPrefix: false });
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return keyv;
}
