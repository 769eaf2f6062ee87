import { createCache } from 'cache-manager';
import { LRUCache } from 'lru-cache';
import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { bentoInMemory, cacheableInMemory, dedupeInMemory } from './memory-peers.js';
import { measure, type Row } from './measure.js';
import { seeded, zipf } from './zipf.js';

const OPERATIONS = 50_000;
const RESIDENT = 2_048;
const MAX = 4_096;
const TTL = 600_000;

const city = (i: number) => ({ id: i, name: `name ${i}`, ok: true });
const keys = Array.from({ length: RESIDENT }, (_, i) => `city:${i}`);
const random = seeded(7);
const order = Array.from({ length: OPERATIONS }, () => keys[Math.floor(random() * RESIDENT)]);
const misses = order.map((key) => `${key}:absent`);
const next = zipf(100_000, 1, random);
const mixed = Array.from({ length: OPERATIONS }, () => `city:${next()}`);
const value = city(1);
const text = 'a text';
const load = () => {
  throw new Error('everything is resident');
};

const lru = new LRUCache<string, object>({ max: MAX });
const floor = new Map(keys.map((key, i) => [key, Promise.resolve(city(i))]));
const options = { max: MAX, ttl: TTL, warnBelowHitRate: 0 };
const frozen = await createProductionCache({ ...options, values: 'frozen' });
const written = await createProductionCache({ ...options, values: 'frozen' });
const mixing = await createProductionCache({ ...options, values: 'frozen' });
const primitive = await createProductionCache(options);
const copied = await createProductionCache(options);
const lruMixing = new LRUCache<string, object>({ max: MAX });
const stock = createCache({ ttl: TTL });
const stockMixing = createCache({ ttl: TTL });
const cacheable = await cacheableInMemory(TTL);
const bento = await bentoInMemory(MAX);
const dedupe = await dedupeInMemory(MAX, (key) => city(key.length));

for (const [i, key] of keys.entries()) {
  lru.set(key, city(i));
  for (const cache of [frozen, copied, stock, cacheable]) await cache.set(key, city(i));
  await primitive.set(key, text);
  await bento.set({ key, value: city(i) });
  await dedupe.load(key);
}

/** A loop of its own for each row: one that all share would meet objects of many kinds. */
function row(operation: string, isSync = false): () => unknown {
  const loop = `for (let i = 0; i < ${OPERATIONS}; i++) { const key = order[i]; ${operation} }`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- each row needs code of its own
  const make = new Function(
    ...Object.keys(things),
    `return ${isSync ? '' : 'async '}() => { ${loop} }`,
  ) as (...given: unknown[]) => () => unknown;
  return make(...Object.values(things));
}

const things = {
  lru,
  floor,
  frozen,
  primitive,
  written,
  mixing,
  lruMixing,
  stockMixing,
  copied,
  stock,
  cacheable,
  bento,
  dedupe,
  order,
  misses,
  mixed,
  value,
  text,
  load,
};

const get = 'lru-cache get (= 1)';
const mixedLru = 'lru-cache mixed 90/10 (= 1)';
const rows: Row[] = [
  { name: get, of: get, run: row('lru.get(key);', true) },
  { name: 'floor: Map and a kept promise', of: get, run: row('await floor.get(key);') },
  { name: 'get-hit, frozen', of: get, gate: 2.5, run: row('await frozen.get(key);') },
  { name: 'get-hit, primitive', of: get, gate: 2.5, run: row('await primitive.get(key);') },
  { name: 'get-hit, copy', of: get, gate: 5, run: row('await copied.get(key);') },
  { name: 'get-hit, stock CacheModule', of: get, run: row('await stock.get(key);') },
  { name: 'get-hit, cacheable', of: get, run: row('await cacheable.get(key);') },
  { name: 'get-hit, bentocache', of: get, run: row('await bento.get({ key });') },
  { name: 'get-miss', of: get, run: row('await frozen.get(misses[i]);') },
  { name: 'wrap-hit, frozen', of: get, gate: 2.6, run: row('await frozen.wrap(key, load);') },
  { name: 'wrap-hit, primitive', of: get, gate: 2.6, run: row('await primitive.wrap(key, load);') },
  { name: 'wrap-hit, copy', of: get, gate: 5, run: row('await copied.wrap(key, load);') },
  { name: 'wrap-hit, stock CacheModule', of: get, run: row('await stock.wrap(key, load);') },
  { name: 'wrap-hit, cacheable', of: get, run: row('await cacheable.getOrSet(key, load);') },
  {
    name: 'wrap-hit, bentocache',
    of: get,
    run: row('await bento.getOrSet({ key, factory: load });'),
  },
  { name: 'wrap-hit, async-cache-dedupe', of: get, run: row('await dedupe.load(key);') },
  { name: 'lru-cache set', of: get, run: row('lru.set(key, value);', true) },
  { name: 'set, frozen', of: get, gate: 4, run: row('await written.set(key, value);') },
  { name: 'set, primitive', of: get, gate: 4, run: row('await written.set(key, text);') },
  { name: 'set, stock CacheModule', of: get, run: row('await stock.set(key, value);') },
  { name: 'set, cacheable', of: get, run: row('await cacheable.set(key, value);') },
  { name: 'set, bentocache', of: get, run: row('await bento.set({ key, value });') },
  {
    name: mixedLru,
    of: mixedLru,
    run: row(
      'if (i % 10 === 9 || lruMixing.get(mixed[i]) === undefined) lruMixing.set(mixed[i], value);',
      true,
    ),
  },
  {
    name: 'mixed 90/10, frozen',
    of: mixedLru,
    gate: 3,
    run: row(
      'if (i % 10 === 9 || (await mixing.get(mixed[i])) === undefined) await mixing.set(mixed[i], value);',
    ),
  },
  {
    name: 'mixed 90/10, stock CacheModule',
    of: mixedLru,
    run: row(
      'if (i % 10 === 9 || (await stockMixing.get(mixed[i])) === undefined) await stockMixing.set(mixed[i], value);',
    ),
  },
];

await measure(`speed, { id, name, ok }, ${RESIDENT} resident keys`, rows, OPERATIONS);
process.exit();
