import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUseError } from './folder-in-use.error.js';
import { hasCode } from './has-code.js';
import { RunningProcess } from './running-process.js';

/** Keeps a folder for one owner by a file that names its process; what a killed process left is taken over. */
export class FolderLock {
  private constructor(
    private readonly file: string,
    private readonly owner: string,
  ) {}

  static acquire(folder: string, file = join(folder, 'lock')): FolderLock {
    const owner = RunningProcess.current().toString();
    while (!create(file, owner)) {
      const found = read(file);
      if (found !== undefined) FolderLock.removeIfStale(folder, file, found);
    }
    return new FolderLock(file, owner);
  }

  release(): void {
    if (read(this.file) === this.owner) rmSync(this.file);
  }

  /** One process at a time, by a lock of its own: the second would remove what the first has just created. */
  private static removeIfStale(folder: string, file: string, found: string): void {
    const holder = RunningProcess.parse(found);
    if (holder.isAlive()) throw new FolderInUseError(folder, holder.pid);
    const takeover = FolderLock.acquire(folder, `${file}.takeover`);
    if (read(file) === found) rmSync(file);
    takeover.release();
  }
}

/** A link, unlike an exclusive write, brings name and content in one step: nobody reads half a lock. */
function create(file: string, owner: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, owner);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
