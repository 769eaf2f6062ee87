import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Compiles everything into dist/, for tests that start processes; `npm run check` is where types are checked. */
export async function buildOnce() {
  await promisify(execFile)(process.execPath, [
    TSC,
    '--noCheck',
    '-p',
    join(ROOT, 'tsconfig.json'),
  ]);
}
