import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../../..');
const SOURCES = ['package.json', 'tsconfig.json', 'lib', 'sample-app'];

/**
 * Builds the application as `npm start` does, but from a copy, as `dist` may be missing, stale or just being
 * rebuilt. Gives the path of its main file.
 */
export function buildSampleApp(folder: string): string {
  for (const source of SOURCES) {
    cpSync(join(PROJECT, source), join(folder, source), { recursive: true });
  }
  const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--noCheck', '-p', join(folder, 'sample-app')]);
  return join(folder, 'dist/sample-app/src/main.js');
}
