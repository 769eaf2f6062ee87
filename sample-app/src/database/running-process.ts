import { readFileSync } from 'node:fs';
import { hasCode } from './has-code.js';

/** A process that was running when it was described; the start tells it from a later one with the same id. */
export class RunningProcess {
  private constructor(
    readonly pid: number,
    readonly start: string,
  ) {}

  static current(): RunningProcess {
    return new RunningProcess(process.pid, startOf(process.pid));
  }

  static parse(text: string): RunningProcess {
    const [pid, start = UNKNOWN] = text.trim().split(' ');
    return new RunningProcess(Number(pid), start);
  }

  toString(): string {
    return `${this.pid} ${this.start}`;
  }

  isAlive(): boolean {
    return exists(this.pid) && this.start === startOf(this.pid);
  }
}

const UNKNOWN = '-';

function exists(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** When Linux started it, in ticks since the machine's boot; elsewhere the id has to do. See proc(5), stat. */
function startOf(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return afterName.split(' ')[19] ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
