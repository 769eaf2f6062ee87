import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';

const [url = '', namespace = ''] = process.argv.slice(2);
const CALLERS = 250;
const LOADER = 50;

/** One process of a fleet: tells when it is ready, and for each key it is sent how its callers fared. */
const cache = await createProductionCache({ provider: 'redis', url, namespace });
// Warm: a fleet is connected long before anybody stampedes.
for (let skipped = -1; skipped !== cache.statistics.figures().serverSkipped;) {
  skipped = cache.statistics.figures().serverSkipped;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await cache.wrap(`warm:${process.pid}:${skipped}`, () => 1);
}

process.on('message', (key: string) => {
  if (key === '') return void cache.disconnect().then(() => process.exit());
  void report(key);
});
process.send?.('ready');

async function report(key: string): Promise<void> {
  let loads = 0;
  const load = () => {
    loads++;
    return new Promise((resolve) => setTimeout(resolve, LOADER, { key }));
  };
  const began = performance.now();
  const waits = await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      await cache.wrap(key, load);
      return performance.now() - began;
    }),
  );
  process.send?.({ loads, slowest: Math.max(...waits) });
}
