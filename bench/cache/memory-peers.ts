import { peer } from './peers.js';

interface BentoCache {
  get(options: { key: string }): Promise<unknown>;
  set(options: { key: string; value: unknown }): Promise<unknown>;
  getOrSet(options: { key: string; factory: () => unknown }): Promise<unknown>;
}

interface Cacheable {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
  getOrSet(key: string, load: () => unknown): Promise<unknown>;
}

/** cacheable in memory, as its documentation shows it. */
export async function cacheableInMemory(ttl: number): Promise<Cacheable> {
  const { Cacheable } = await peer<{ Cacheable: new (options: object) => Cacheable }>('cacheable');
  return new Cacheable({ ttl });
}

/** bentocache in memory. */
export async function bentoInMemory(maxItems: number): Promise<BentoCache> {
  const { BentoCache, bentostore } = await peer<{
    BentoCache: new (options: object) => BentoCache;
    bentostore: () => { useL1Layer(driver: unknown): unknown };
  }>('bentocache');
  const { memoryDriver } = await peer<{ memoryDriver: (options: object) => unknown }>(
    'bentocache/drivers/memory',
  );
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems }));
  return new BentoCache({ default: 'memory', stores: { memory } });
}

/** async-cache-dedupe with one function, `load`. */
export async function dedupeInMemory(
  size: number,
  load: (key: string) => unknown,
): Promise<{ load(key: string): Promise<unknown> }> {
  const { createCache } = await peer<{
    createCache: (options: object) => {
      define(name: string, load: (key: string) => unknown): void;
      load(key: string): Promise<unknown>;
    };
  }>('async-cache-dedupe');
  const cache = createCache({ ttl: 600, storage: { type: 'memory', options: { size } } });
  cache.define('load', load);
  return cache;
}
