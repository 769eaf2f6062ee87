import { LRUCache } from 'lru-cache';
import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { traces } from './traces.js';

const MAX = 4_096;
const GATE = 70.5;

console.log(
  `hit ratio of reads, ${MAX} entries, 100,000 keys, 90 % reads that fill on a miss, 10 % writes`,
);
for (const [name, trace] of traces()) {
  const lru = lruRatio(trace);
  const ours = await ourRatio(trace);
  const gate = name === 'zipf 1.0' ? Math.max(GATE, lru) : lru;
  const verdict = ours >= gate ? 'ok' : 'MISSED';
  console.log(
    `  ${name.padEnd(28)} ours ${ours.toFixed(1)} %   lru-cache ${lru.toFixed(1)} %   gate ${gate.toFixed(1)}  ${verdict}`,
  );
  if (ours < gate) process.exitCode = 1;
}

function lruRatio(trace: Int32Array): number {
  const cache = new LRUCache<string, number>({ max: MAX });
  let hits = 0;
  let reads = 0;
  for (const [i, rank] of trace.entries()) {
    const key = `city:${rank}`;
    if (i % 10 === 9) cache.set(key, i);
    else {
      reads++;
      if (cache.get(key) === undefined) cache.set(key, i);
      else hits++;
    }
  }
  return (100 * hits) / reads;
}

async function ourRatio(trace: Int32Array): Promise<number> {
  const cache = await createProductionCache({ max: MAX, warnBelowHitRate: 0 });
  for (const [i, rank] of trace.entries()) {
    const key = `city:${rank}`;
    if (i % 10 === 9) await cache.set(key, i);
    else if ((await cache.get(key)) === undefined) await cache.set(key, i);
  }
  const { hits, misses } = cache.statistics.figures();
  await cache.disconnect();
  return (100 * hits) / (hits + misses);
}
