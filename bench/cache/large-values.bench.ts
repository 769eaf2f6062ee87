import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { measure } from './measure.js';

const RESIDENT = 128;
const OPERATIONS = 2_000;
const GATE = 0.2;

/** 130 rows, 10 kB as JSON. */
const large = () => ({
  rows: Array.from({ length: 130 }, (_, i) => ({
    id: i,
    name: `name ${i}`,
    ok: true,
    country: 'PL',
    population: i * 1_000,
  })),
});

const keys = Array.from({ length: RESIDENT }, (_, i) => `cities:${i}`);
const texts = new Map(keys.map((key) => [key, JSON.stringify(large())]));
const cache = await createProductionCache({ warnBelowHitRate: 0 });
for (const key of keys) await cache.set(key, large());
const keyOf = (i: number) => keys[i % RESIDENT] ?? '';

// In a process of its own: so large a heap makes the collector, and with it everything, slower.
const parse = 'JSON.parse of it (= 1)';
await measure(
  `a value of 10 kB, ${RESIDENT} resident keys`,
  [
    {
      name: parse,
      of: parse,
      run: () => {
        for (let i = 0; i < OPERATIONS; i++) JSON.parse(texts.get(keyOf(i)) ?? '');
      },
    },
    {
      name: 'get-hit, copy',
      of: parse,
      gate: GATE,
      run: async () => {
        for (let i = 0; i < OPERATIONS; i++) await cache.get(keyOf(i));
      },
    },
  ],
  OPERATIONS,
);
await cache.disconnect();
