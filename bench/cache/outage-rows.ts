import { setTimeout as sleep } from 'node:timers/promises';
import type { ProductionCache } from '../../lib/cache/engine/production-cache.js';

export const OUTAGE = 5_000;
export const LOADER = 5;
const GATE = 120;
const NORMAL_WITHIN = 1_000;
const PAUSE = 10;
/** Enough that each node of a cluster has some. */
const KEYS = Array.from({ length: 30 }, (_, i) => `back:${i}`);

const load = () => sleep(LOADER, { loaded: true });

/** A row: requests while a server is away, a cold and a hot key every ten milliseconds. */
export async function outageRow(
  provider: string,
  what: string,
  cache: ProductionCache,
): Promise<void> {
  const waits: number[] = [];
  let failed = 0;
  const request = async (key: string) => {
    const began = performance.now();
    await cache.wrap(key, load).catch(() => failed++);
    waits.push(performance.now() - began - LOADER);
  };
  const asked: Promise<void>[] = [];
  const end = performance.now() + OUTAGE;
  while (performance.now() < end) {
    asked.push(request(`cold:${Math.random()}`), request('hot'));
    await sleep(PAUSE);
  }
  await Promise.all(asked);
  const sorted = waits.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  const most = sorted.at(-1) ?? Number.NaN;
  tell(
    provider,
    what,
    `${waits.length} requests, ${failed} failed, p99 ${p99.toFixed(0)} ms, most ${most.toFixed(0)} ms, gate 0 and ${GATE} ms`,
    failed === 0 && most <= GATE,
  );
}

/** A row: how long until what one instance writes is read by the other. */
export async function normalAgainRow(
  provider: string,
  cache: ProductionCache,
  other: ProductionCache,
): Promise<void> {
  const began = performance.now();
  for (let i = 0; !(await isNormal(cache, other, i)); i++) await sleep(5);
  const taken = performance.now() - began;
  tell(
    provider,
    'back again',
    `normal after ${taken.toFixed(0)} ms, gate ${NORMAL_WITHIN} ms`,
    taken <= NORMAL_WITHIN,
  );
}

async function isNormal(
  cache: ProductionCache,
  other: ProductionCache,
  value: number,
): Promise<boolean> {
  await cache.mset(KEYS.map((key) => ({ key, value })));
  return (await other.mget(KEYS)).every((found) => found === value);
}

function tell(provider: string, what: string, figures: string, isReached: boolean): void {
  console.log(
    `  ${provider.padEnd(10)} ${what.padEnd(24)} ${figures}  ${isReached ? 'ok' : 'MISSED'}`,
  );
  if (!isReached) process.exitCode = 1;
}
