import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../../dist');

export interface Run {
  /** Exit code. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a file of dist/ to its end in a process of its own, with these variables and no others of ours. */
export function runBuilt(
  file: string,
  args: readonly string[] = [],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(DIST, file), ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
  });
  return { code: status, stdout, stderr };
}
