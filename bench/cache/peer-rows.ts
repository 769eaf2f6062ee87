import { createCache } from 'cache-manager';
import type { Row } from './measure.js';
import { bentoInMemory, cacheableInMemory, dedupeInMemory } from './memory-peers.js';
import { baselines, city, GET, keys, MAX, mix, MIXED, row, TTL } from './workload.js';

/** What people use today, each as its documentation shows it. */
export async function peerRows(): Promise<Row[]> {
  const stock = createCache({ ttl: TTL });
  const stockMixing = createCache({ ttl: TTL });
  const cacheable = await cacheableInMemory(TTL);
  const bento = await bentoInMemory(MAX);
  const dedupe = await dedupeInMemory(MAX, (key) => city(key.length));
  for (const [i, key] of keys.entries()) {
    for (const cache of [stock, cacheable]) await cache.set(key, city(i));
    await bento.set({ key, value: city(i) });
    await dedupe.load(key);
  }
  const of = (operation: string) => ({
    of: GET,
    run: row(operation, { stock, cacheable, bento, dedupe }),
  });
  return [
    ...baselines,
    { name: 'get-hit, stock CacheModule', ...of('await stock.get(key);') },
    { name: 'get-hit, cacheable', ...of('await cacheable.get(key);') },
    { name: 'get-hit, bentocache', ...of('await bento.get({ key });') },
    { name: 'wrap-hit, stock CacheModule', ...of('await stock.wrap(key, load);') },
    { name: 'wrap-hit, cacheable', ...of('await cacheable.getOrSet(key, load);') },
    { name: 'wrap-hit, bentocache', ...of('await bento.getOrSet({ key, factory: load });') },
    { name: 'wrap-hit, async-cache-dedupe', ...of('await dedupe.load(key);') },
    { name: 'set, stock CacheModule', ...of('await stock.set(key, value);') },
    { name: 'set, cacheable', ...of('await cacheable.set(key, value);') },
    { name: 'set, bentocache', ...of('await bento.set({ key, value });') },
    { name: 'mixed 90/10, stock CacheModule', of: MIXED, run: mix(stockMixing, 'value') },
  ];
}
