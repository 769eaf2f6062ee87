import { setTimeout as sleep } from 'node:timers/promises';
import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../lib/cache/engine/production-cache.js';
import { startServer } from './servers.js';

const OUTAGE = 5_000;
const LOADER = 5;
const GATE = 120;
const NORMAL_WITHIN = 1_000;
const PAUSE = 10;

const freePort = 20_000 + (process.pid % 20_000);
const load = () => sleep(LOADER, { loaded: true });

console.log(
  `requests while the server is away for ${OUTAGE / 1000} s, beyond the loader's ${LOADER} ms`,
);
for (const provider of ['redis', 'memcached'] as const) {
  const url = `${provider}://127.0.0.1:${freePort}`;
  const cache = await createProductionCache({ provider, url, namespace: 'bench' });
  const other = await createProductionCache({ provider, url, namespace: 'bench', memory: false });
  tell(provider, 'absent at boot', await requests(cache));
  let server = await startServer(provider, freePort);
  await back(provider, cache, other);
  process.kill(server.pid, 'SIGKILL');
  tell(provider, 'killed', await requests(cache));
  await server.stop();
  server = await startServer(provider, freePort);
  await back(provider, cache, other);
  process.kill(server.pid, 'SIGSTOP');
  tell(provider, 'frozen', await requests(cache));
  process.kill(server.pid, 'SIGCONT');
  await back(provider, cache, other);
  await Promise.all([cache.disconnect(), other.disconnect()]);
  await server.stop();
}

interface Waits {
  readonly all: number[];
  readonly failed: number;
}

/** A cold and a hot key every ten milliseconds. */
async function requests(cache: ProductionCache): Promise<Waits> {
  const all: number[] = [];
  let failed = 0;
  const request = async (key: string) => {
    const began = performance.now();
    await cache.wrap(key, load).catch(() => failed++);
    all.push(performance.now() - began - LOADER);
  };
  const asked: Promise<void>[] = [];
  const end = performance.now() + OUTAGE;
  for (let i = 0; performance.now() < end; i++) {
    asked.push(request(`cold:${Math.random()}`), request('hot'));
    await sleep(PAUSE);
  }
  await Promise.all(asked);
  return { all, failed };
}

function tell(provider: string, what: string, { all, failed }: Waits): void {
  const sorted = all.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  const most = sorted.at(-1) ?? Number.NaN;
  const isReached = failed === 0 && most <= GATE;
  console.log(
    `  ${provider.padEnd(10)} ${what.padEnd(15)} ${all.length} requests, ${failed} failed, p99 ${p99.toFixed(0)} ms, most ${most.toFixed(0)} ms, gate 0 and ${GATE} ms  ${isReached ? 'ok' : 'MISSED'}`,
  );
  if (!isReached) process.exitCode = 1;
}

/** How long until what one instance writes is read by the other. */
async function back(
  provider: string,
  cache: ProductionCache,
  other: ProductionCache,
): Promise<void> {
  const began = performance.now();
  for (let i = 0; ; i++) {
    await cache.set(`back:${i}`, i);
    if ((await other.get(`back:${i}`)) === i) break;
    await sleep(5);
  }
  const taken = performance.now() - began;
  const isReached = taken <= NORMAL_WITHIN;
  console.log(
    `  ${provider.padEnd(10)} back again      normal after ${taken.toFixed(0)} ms, gate ${NORMAL_WITHIN} ms  ${isReached ? 'ok' : 'MISSED'}`,
  );
  if (!isReached) process.exitCode = 1;
}
