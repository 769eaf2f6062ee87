import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for one test file. */
export class TemporaryFolder {
  readonly path: string;

  constructor(parent = tmpdir()) {
    mkdirSync(parent, { recursive: true });
    this.path = mkdtempSync(join(parent, 'sample-app-'));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
