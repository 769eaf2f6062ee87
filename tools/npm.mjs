import { spawnSync } from 'node:child_process';

/** Runs npm quietly; its output is in the error when it fails. */
export function npm(cwd, ...args) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stdout, stderr } = spawnSync('npm', [...args, ...quiet], {
    cwd,
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (status !== 0) throw new Error(`npm ${args[0]} failed in ${cwd}:\n${stdout}${stderr}`);
}
