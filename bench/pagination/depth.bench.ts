import { Pool } from 'pg';
import { measure, type Row } from '../cache/measure.js';
import { median } from '../median.js';
import { LIMIT, pageAt } from './item-pages.js';
import { ROWS, startItemTable } from './item-table.js';
import { openNestjsPaginate } from './nestjs-paginate.js';

/** The last row of a tie, and one in its middle. */
const DEEP = [900_000, 899_500];
const SAME_DIRECTION = 1.2;
const SEVERAL_RANGES = 1.5;
/** Each with the depths at which its ranges differ; NULL begins at 900,000 in the order of rank. */
const ORDERS: readonly (readonly [string, readonly number[], number])[] = [
  ['id asc', DEEP, SAME_DIRECTION],
  ['price asc, id asc', DEEP, SAME_DIRECTION],
  ['price desc, id asc', DEEP, SEVERAL_RANGES],
  ['rank asc, id asc', [899_500, 899_990, 950_000], SEVERAL_RANGES],
];
const PAGES = 20;
const PEER_ROUNDS = 11;

const server = await startItemTable();
const pool = new Pool({ connectionString: server.url, max: 4 });
// Connections that are still closing when the server stops.
pool.on('error', () => undefined);
try {
  await warmUp();
  for (const [order, depths, gate] of ORDERS) await depthOf(order, depths, gate);
  for (const [order, depths] of ORDERS) await depthOf(order, depths);
  await besideNestjsPaginate();
} finally {
  await pool.end();
  await server.stop();
}

/** Or the first order alone would pay for what V8 compiles while it is measured. */
async function warmUp(): Promise<void> {
  for (const [order, depths] of ORDERS)
    for (const depth of [0, ...depths]) await times(300, await pageAt(pool, order, depth, true));
}

/** Without a gate the statements are not kept, which is there to be seen. */
async function depthOf(order: string, depths: readonly number[], gate?: number): Promise<void> {
  const prepare = gate !== undefined;
  const first = 'the first page (= 1)';
  const rows: Row[] = [];
  for (const depth of [0, ...depths]) {
    const read = await pageAt(pool, order, depth, prepare);
    const run = () => times(PAGES, read);
    rows.push(
      depth === 0
        ? { name: first, of: first, run }
        : {
            name: `after ${depth.toLocaleString('en')} rows`,
            of: first,
            run,
            ...(prepare && { gate }),
          },
    );
  }
  await measure(
    `${LIMIT} of ${ROWS.toLocaleString('en')} rows by ${order}${prepare ? '' : ', statements not kept'}`,
    rows,
    PAGES,
  );
}

/** Both on the index of (price, id). */
async function besideNestjsPaginate(): Promise<void> {
  const peer = await openNestjsPaginate(server.url);
  console.log(`nestjs-paginate beside ours, medians of ${PEER_ROUNDS} interleaved rounds`);
  for (const [depth, gate] of [
    [0, 100],
    [900_000, 1000],
  ] as const) {
    const read = await pageAt(pool, 'price asc, id asc', depth, true);
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let round = -1; round < PEER_ROUNDS; round++) {
      const their = await timeOf(() => peer.read(depth / LIMIT + 1));
      const our = (await timeOf(() => times(PAGES, read))) / PAGES;
      if (round < 0) continue;
      theirs.push(their);
      ours.push(our);
    }
    const ratio = median(theirs.map((time, round) => time / (ours[round] ?? Number.NaN)));
    const figures = `${median(theirs).toFixed(1)} ms, ours ${median(ours).toFixed(2)} ms`;
    report(
      `after ${depth.toLocaleString('en')} rows: ${figures}`,
      ratio,
      ratio >= gate,
      `at least ${gate}`,
    );
  }
  await peer.close();
}

async function times(count: number, run: () => Promise<void>): Promise<void> {
  for (let i = 0; i < count; i++) await run();
}

async function timeOf(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function report(title: string, ratio: number, isMet: boolean, gate: string): void {
  console.log(`  ${title}  ${ratio.toFixed(2)}x  gate ${gate}  ${isMet ? 'ok' : 'MISSED'}`);
  if (!isMet) process.exitCode = 1;
}
