import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Page } from '../../lib/index.js';
import { median } from '../median.js';
import { startItemTable } from './item-table.js';

const ATTACKERS = 8;
const ROUNDS = 11;
const PAGES = 200;
const GATE = 5;
/** Pages of 1,000 rows from the start to where the attack begins. */
const PAGES_TO_THE_END = 900;

const database = await startItemTable();
const server = fork(join(import.meta.dirname, 'attack/server.js'), [database.url]);
const [url] = (await Promise.race([once(server, 'message'), failed(server)])) as [string];
const agent = new Agent({ keepAlive: true });

const deepest = await deepestPage();
const clients = fork(join(import.meta.dirname, 'attack/clients.js'), [
  `${url}/items${deepest}`,
  String(ATTACKERS),
]);
await once(clients, 'message');
const ratios: number[] = [];
const figures: [idle: number, attacked: number][] = [];
for (let round = 0; round < ROUNDS; round++) {
  const idle = await medianTime();
  await tell(clients, true);
  const attacked = await medianTime();
  await tell(clients, false);
  figures.push([idle, attacked]);
  ratios.push(attacked / idle);
}
const [idle, attacked] = [0, 1].map((i) =>
  median(figures.map((pair) => pair[i] ?? NaN)).toFixed(2),
);
const ratio = median(ratios);
console.log(`GET /items, the first page's p50, medians of ${ROUNDS} rounds of ${PAGES} requests`);
console.log(`  idle ${idle} ms, while ${ATTACKERS} clients read at depth 900,000: ${attacked} ms`);
console.log(`  ${ratio.toFixed(2)}x  gate ${GATE}  ${ratio <= GATE ? 'ok' : 'MISSED'}`);
if (ratio > GATE) process.exitCode = 1;
agent.destroy();
clients.disconnect();
server.disconnect();
await once(server, 'exit');
await database.stop();

/** Turns the attack on or off; done when it is. */
async function tell(child: ChildProcess, isOn: boolean): Promise<void> {
  const done = once(child, 'message');
  child.send(isOn);
  await done;
}

async function failed(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('the server has ended');
}

/** Followed as a client does, 1,000 rows at a time; the limit is no part of a cursor. */
async function deepestPage(): Promise<string> {
  let cursor = '';
  for (let pages = 0; pages < PAGES_TO_THE_END; pages++) {
    const { meta } = await page(`?limit=1000${cursor}`);
    cursor = `&cursor=${meta.next ?? ''}`;
  }
  return `?limit=20${cursor}`;
}

async function page(query: string): Promise<Page<object>> {
  const sent = get(`${url}/items${query}`, { agent });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`${String(answer.statusCode)} for ${query}`);
  return (await json(answer)) as Page<object>;
}

async function medianTime(): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < PAGES; request++) {
    const start = performance.now();
    await page('');
    times.push(performance.now() - start);
  }
  return median(times);
}
