import type { CacheOptions } from '../cache.options.js';
import { CacheStore } from '../stores/cache-store.js';
import type { OpenedStore } from '../stores/opened-store.js';

/** The store that the options name, not connected yet; undefined when entries are kept in memory alone. */
export async function openStore(options: CacheOptions): Promise<OpenedStore | undefined> {
  const { provider, store, client, url, namespace = '' } = options;
  if (store instanceof CacheStore) return { store };
  if (store !== undefined) {
    const { openKeyvStore } = await import('../stores/keyv.store.js');
    return openKeyvStore(store, namespace);
  }
  if (client !== undefined || provider === 'redis') {
    const { openRedisStore } = await import('../stores/redis.store.js');
    return openRedisStore({ url, client, namespace });
  }
  if (provider === 'memcached') {
    const { openMemcachedStore } = await import('../stores/memcached.store.js');
    return openMemcachedStore({ url: url ?? '', namespace });
  }
  return undefined;
}
