import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { median } from '../median.js';
import { startServer } from './servers.js';

const ROUNDS = 21;
const LOADER = 50;
const GATE = LOADER + 20;

interface Report {
  readonly loads: number;
  readonly slowest: number;
}

function tell(what: string, loads: number[], slowest: number[]): void {
  const most = Math.max(...loads);
  const wait = median(slowest);
  const verdict = most === 1 && wait <= GATE ? 'ok' : 'MISSED';
  console.log(
    `  ${what}: ${most} load at most, slowest waiter ${wait.toFixed(0)} ms (${LOADER} ms loader), gate 1 and ${GATE} ms  ${verdict}`,
  );
  if (verdict === 'MISSED') process.exitCode = 1;
}

console.log(`a cold key, 1,000 callers at once, medians of ${ROUNDS} rounds`);
const cache = await createProductionCache();
const alone: Report[] = [];
for (let round = 0; round < ROUNDS; round++) {
  let loads = 0;
  const load = () => {
    loads++;
    return new Promise((resolve) => setTimeout(resolve, LOADER, { round }));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: 1_000 }, () => cache.wrap(`cold:${round}`, load)));
  alone.push({ loads, slowest: performance.now() - began });
}
await cache.disconnect();
tell(
  'one process',
  alone.map(({ loads }) => loads),
  alone.map(({ slowest }) => slowest),
);

const server = await startServer('redis');
const file = join(import.meta.dirname, 'stampede/process.js');
const fleet = Array.from({ length: 4 }, () => fork(file, [server.url, 'stampede']));
await Promise.all(fleet.map((child) => once(child, 'message')));
const rounds: Report[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const reports = await Promise.all(fleet.map((child) => ask(child, `cold:${round}`)));
  rounds.push({
    loads: reports.reduce((sum, { loads }) => sum + loads, 0),
    slowest: Math.max(...reports.map(({ slowest }) => slowest)),
  });
}
tell(
  'four processes on Redis',
  rounds.map(({ loads }) => loads),
  rounds.map(({ slowest }) => slowest),
);
for (const child of fleet) child.send('');
await Promise.all(fleet.map((child) => once(child, 'exit')));
await server.stop();

async function ask(child: ChildProcess, key: string): Promise<Report> {
  const answered = once(child, 'message');
  child.send(key);
  const [report] = (await answered) as [Report];
  return report;
}
