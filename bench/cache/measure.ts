import { median } from '../median.js';

const ROUNDS = 21;
/** Rounds before those that count: until then V8 compiles what it runs, and sizes its heap. */
const WARM_UP = 10;

export interface Row {
  readonly name: string;
  /** Does all operations of one round. */
  readonly run: () => unknown;
  /** The row that its time is a ratio of. */
  readonly of: string;
  readonly gate?: number;
}

/**
 * Runs the rows in turns, prints the medians of the ratios within a round; a missed gate makes the exit code 1. `settle` comes
 * before each row and is not counted.
 */
export async function measure(
  title: string,
  rows: readonly Row[],
  operations: number,
  settle: () => void = () => undefined,
): Promise<void> {
  const times = new Map(rows.map(({ name }) => [name, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { name, run } of rows) {
      settle();
      const start = performance.now();
      await run();
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  console.log(`${title}, medians of ${ROUNDS} interleaved rounds`);
  for (const { name, of, gate } of rows) {
    const own = times.get(name) ?? [];
    const base = times.get(of) ?? [];
    const ratio = median(own.map((time, round) => time / (base[round] ?? Number.NaN)));
    const nanoseconds = ((median(own) / operations) * 1e6).toFixed(0).padStart(6);
    const verdict = gate === undefined ? '' : `  gate ${gate}  ${ratio <= gate ? 'ok' : 'MISSED'}`;
    console.log(
      `  ${name.padEnd(32)} ${nanoseconds} ns  ${ratio.toFixed(2).padStart(7)}x${verdict}`,
    );
    if (gate !== undefined && ratio > gate) process.exitCode = 1;
  }
}
