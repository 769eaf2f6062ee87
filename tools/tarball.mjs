// Proves that the packed package is well formed: publint and "are the types wrong" on the tarball.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTarball } from './pack.mjs';

const work = mkdtempSync(join(tmpdir(), 'tarball-'));
try {
  const tarball = packTarball(work);
  run('node_modules/publint/src/cli.js', tarball, '--strict');
  // require() of an ES module works in every Node version that the package supports.
  run('node_modules/@arethetypeswrong/cli/dist/index.js', tarball, '--profile=esm-only');
} finally {
  rmSync(work, { recursive: true });
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
