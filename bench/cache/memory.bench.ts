import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';

const INSERTS = 1_000_000;
const MEGABYTE = 2 ** 20;
const MOST_LEFT = 10;
const GONE_WITHIN = 10_000;

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MEGABYTE;
};
const report = (what: string, isReached: boolean) => {
  console.log(`  ${what}  ${isReached ? 'ok' : 'MISSED'}`);
  if (!isReached) process.exitCode = 1;
};

console.log(`memory, ${INSERTS} inserts of { id, name, ok }`);
const cache = await createProductionCache({ max: 4_096, ttl: 5_000 });
const before = heap();
for (let i = 0; i < INSERTS; i++)
  await cache.set(`city:${i}`, { id: i, name: `name ${i}`, ok: true });
const { size, evictions } = cache.statistics.figures();
report(`entries kept ${size}, evicted ${evictions}, gate 4096`, size === 4_096);
const left = heap() - before;
report(`heap ${left.toFixed(1)} MB more than before, gate ${MOST_LEFT} MB`, left <= MOST_LEFT);

const expired = performance.now() + 5_000;
while (cache.statistics.figures().size > 0 && performance.now() < expired + GONE_WITHIN) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const late = Math.max(0, performance.now() - expired);
report(
  `expired entries gone ${late.toFixed(0)} ms after their end, unread, gate ${GONE_WITHIN} ms`,
  cache.statistics.figures().size === 0,
);
await cache.disconnect();
