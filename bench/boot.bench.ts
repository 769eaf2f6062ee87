import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from './median.js';

const ROUNDS = 25;
const GATE = 1.15;

/** Milliseconds from the start of the process to its end: boot, one listen, close. */
function boot(file: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'boot', file)],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], SECRET_KEY: 'Zs4Q0mXw7rB2uHnE9yKcT6vLdP1jGfA8oRiW3xYbN5k' },
    },
  );
  if (status !== 0) throw new Error(`${file} exited with ${status}: ${stderr}`);
  return performance.now() - start;
}

const baseline: number[] = [];
const withLibrary: number[] = [];
boot('baseline.js');
boot('with-library.js');
for (let round = 0; round < ROUNDS; round++) {
  baseline.push(boot('baseline.js'));
  withLibrary.push(boot('with-library.js'));
}

const ratio = median(withLibrary) / median(baseline);
console.log(`boot of a process, medians of ${ROUNDS} interleaved rounds`);
console.log(`  @nestjs/config and class-validator   ${median(baseline).toFixed(0)} ms`);
console.log(`  ProductionReadinessModule.forRoot()  ${median(withLibrary).toFixed(0)} ms`);
console.log(`  ratio ${ratio.toFixed(2)}, gate ${GATE}`);
if (ratio > GATE) process.exitCode = 1;
