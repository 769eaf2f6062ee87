import { LRUCache } from 'lru-cache';
import type { Row } from './measure.js';
import { seeded, zipf } from './zipf.js';

export const OPERATIONS = 50_000;
export const RESIDENT = 2_048;
export const MAX = 4_096;
export const TTL = 600_000;

export const city = (i: number) => ({ id: i, name: `name ${i}`, ok: true });
export const keys = Array.from({ length: RESIDENT }, (_, i) => `city:${i}`);
const random = seeded(7);
const order = Array.from({ length: OPERATIONS }, () => keys[Math.floor(random() * RESIDENT)]);
const misses = order.map((key) => `${key}:absent`);
const next = zipf(100_000, 1, random);
const mixed = Array.from({ length: OPERATIONS }, () => `city:${next()}`);

const lru = new LRUCache<string, object>({ max: MAX });
const lruMixing = new LRUCache<string, object>({ max: MAX });
for (const [i, key] of keys.entries()) lru.set(key, city(i));

const common = {
  order,
  misses,
  mixed,
  lru,
  lruMixing,
  value: city(1),
  text: 'a text',
  load: () => {
    throw new Error('everything is resident');
  },
};

let made = 0;

/**
 * A loop of its own for each row, over `key`, with the things by their names: one that all share would meet many kinds.
 * V8 keeps what it has learnt of a function by the function's text, so the rows are numbered there.
 */
export function row(operation: string, things: object, isSync = false): () => unknown {
  const loop = `/* ${made++} */ for (let i = 0; i < ${OPERATIONS}; i++) { const key = order[i]; ${operation} }`;
  const all = { ...common, ...things };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- each row needs code of its own
  const make = new Function(
    ...Object.keys(all),
    `return ${isSync ? '' : 'async '}() => { ${loop} }`,
  ) as (...given: unknown[]) => () => unknown;
  return make(...Object.values(all));
}

/** Nine reads that fill on a miss, then a write. */
export function mix(cache: object, value: 'value' | 'text'): () => unknown {
  const operation = `if (i % 10 === 9 || (await cache.get(mixed[i])) === undefined) await cache.set(mixed[i], ${value});`;
  return row(operation, { cache });
}

/** lru-cache with nothing but promises around it: the least that a cache with this interface can do. */
export function promisedLru() {
  const kept = new LRUCache<string, object>({ max: MAX });
  return {
    get: (key: string) => Promise.resolve(kept.get(key)),
    set: (key: string, given: object) => {
      kept.set(key, given);
      return Promise.resolve(given);
    },
  };
}

export const GET = 'lru-cache get (= 1)';
export const MIXED = 'lru-cache mixed 90/10 (= 1)';

/** What ratios are made to: lru-cache, which is synchronous; its get, and for mixed work its mixed work. */
export const baselines: Row[] = [
  { name: GET, of: GET, run: row('lru.get(key);', {}, true) },
  { name: 'lru-cache set', of: GET, run: row('lru.set(key, value);', {}, true) },
  {
    name: MIXED,
    of: MIXED,
    run: row(
      'if (i % 10 === 9 || lruMixing.get(mixed[i]) === undefined) lruMixing.set(mixed[i], value);',
      {},
      true,
    ),
  },
];
