import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { measure, type Row } from './measure.js';
import {
  baselines,
  city,
  GET,
  keys,
  MAX,
  mix,
  MIXED,
  OPERATIONS,
  promisedLru,
  row,
  TTL,
} from './workload.js';

const options = { max: MAX, ttl: TTL, warnBelowHitRate: 0 };
const sharing = { ...options, values: 'frozen' as const };

async function filled(given: object, valueOf: (i: number) => unknown) {
  const cache = await createProductionCache(given);
  for (const [i, key] of keys.entries()) await cache.set(key, valueOf(i));
  return cache;
}

const frozen = await filled(sharing, city);
const primitive = await filled(options, () => 'a text');
const copied = await filled(options, city);
const written = await createProductionCache(sharing);
const writtenText = await createProductionCache(options);
const mixing = await createProductionCache(sharing);
const mixingText = await createProductionCache(options);
const promises = new Map(keys.map((key, i) => [key, Promise.resolve(city(i))]));

const getOf = (cache: object) => row('await cache.get(key);', { cache });
const wrapOf = (cache: object) => row('await cache.wrap(key, load);', { cache });
const setOf = (cache: object, value: 'value' | 'text') =>
  row(`await cache.set(key, ${value});`, { cache });
const rows: Row[] = [
  ...baselines,
  { name: 'a Map of promises, awaited', of: GET, run: getOf(promises) },
  { name: 'lru-cache in promises, set', of: GET, run: setOf(promisedLru(), 'value') },
  { name: 'lru-cache in promises, mixed', of: MIXED, run: mix(promisedLru(), 'value') },
  { name: 'get-hit, frozen', of: GET, gate: 2.5, run: getOf(frozen) },
  { name: 'get-hit, primitive', of: GET, gate: 2.5, run: getOf(primitive) },
  { name: 'get-hit, copy', of: GET, gate: 5, run: getOf(copied) },
  { name: 'get-miss', of: GET, run: row('await cache.get(misses[i]);', { cache: frozen }) },
  { name: 'wrap-hit, frozen', of: GET, gate: 2.6, run: wrapOf(frozen) },
  { name: 'wrap-hit, primitive', of: GET, gate: 2.6, run: wrapOf(primitive) },
  { name: 'wrap-hit, copy', of: GET, gate: 5, run: wrapOf(copied) },
  { name: 'set, primitive', of: GET, gate: 4, run: setOf(writtenText, 'text') },
  { name: 'set, frozen', of: GET, gate: 4, run: setOf(written, 'value') },
  { name: 'mixed 90/10, frozen', of: MIXED, gate: 3, run: mix(mixing, 'value') },
  { name: 'mixed 90/10, primitive', of: MIXED, gate: 3, run: mix(mixingText, 'text') },
];

await measure(`speed, { id, name, ok }, ${keys.length} resident keys`, rows, OPERATIONS);
// Of the peers only now: an application has one cache, which pays for no garbage but its own.
const { peerRows } = await import('./peer-rows.js');
await measure('the peers in the same process', await peerRows(), OPERATIONS);
process.exit();
