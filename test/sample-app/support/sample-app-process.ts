import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const READY = /Open (http:\S+)/;

/** The built sample application, in a process of its own. */
export class SampleAppProcess {
  output = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown[]>;

  constructor(main: string, env: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], PORT: '0', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = once(this.child, 'close');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    }
  }

  /** Whether it serves; false when it has exited instead. */
  async isServing(): Promise<boolean> {
    return this.says(READY);
  }

  /** Waits for its output, in vain when it exits. */
  async says(text: RegExp): Promise<boolean> {
    while (!text.test(this.output) && this.isRunning) {
      await Promise.race([this.exited, this.child.stdout && once(this.child.stdout, 'data')]);
    }
    return text.test(this.output);
  }

  async get<T>(path: string): Promise<T> {
    const [, url] = READY.exec(this.output) ?? [];
    const response = await fetch(new URL(path, url));
    return (await response.json()) as T;
  }

  /** Its exit code or the signal that ended it. */
  async end(signal?: NodeJS.Signals): Promise<unknown> {
    if (signal && this.isRunning) this.child.kill(signal);
    const [code, by] = await this.exited;
    return code ?? by;
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}
