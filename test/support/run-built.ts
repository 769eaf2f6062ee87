import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const DIST = join(import.meta.dirname, '../../dist');

export interface Run {
  /** Exit code. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts several at once, and gives what each printed. */
export function runTogether(
  times: number,
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<string[]> {
  const run = async () => {
    const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
    const { stdout } = await execute(process.execPath, [join(DIST, file), ...args], { cwd, env });
    return stdout;
  };
  return Promise.all(Array.from({ length: times }, run));
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
