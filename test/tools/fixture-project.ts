import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const TOOLS = resolve(import.meta.dirname, '../../tools');

/** A throw-away project that one of the project's own checks looks at. */
export class FixtureProject {
  private readonly folder = mkdtempSync(join(tmpdir(), 'fixture-'));

  write(files: Record<string, string>): void {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), source);
    }
  }

  run(tool: string): { status: number | null; problems: string[] } {
    const { status, stderr } = spawnSync(process.execPath, [join(TOOLS, tool)], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { status, problems: stderr.split('\n').filter(Boolean).sort() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
