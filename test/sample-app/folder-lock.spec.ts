import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUseError } from '../../sample-app/src/database/folder-in-use.error.js';
import { FolderLock } from '../../sample-app/src/database/folder-lock.js';
import { TemporaryFolder } from './support/temporary-folder.js';

describe('FolderLock', () => {
  let folder: TemporaryFolder;
  const file = () => join(folder.path, 'lock');

  beforeEach(() => {
    folder = new TemporaryFolder();
  });

  afterEach(() => folder.remove());

  it('refuses a second owner in the same process', () => {
    const lock = FolderLock.acquire(folder.path);
    expect(() => FolderLock.acquire(folder.path)).toThrow(FolderInUseError);
    lock.release();
  });

  it('says which folder is in use by which process, and what two instances need', () => {
    FolderLock.acquire(folder.path);
    const refusal = { message: expect.stringContaining('DATABASE_URL') };
    expect(() => FolderLock.acquire(folder.path)).toThrow(expect.objectContaining(refusal));
    expect(() => FolderLock.acquire(folder.path)).toThrow(
      `${folder.path} is in use by process ${process.pid},`,
    );
  });

  it('leaves nothing in the folder once it is released', () => {
    FolderLock.acquire(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('does not release what has become the lock of another process', () => {
    const lock = FolderLock.acquire(folder.path);
    writeFileSync(file(), '1 1');
    lock.release();
    expect(readFileSync(file(), 'utf8')).toBe('1 1');
  });

  it('takes over from a process that has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file(), `${pid} 1`);
    const lock = FolderLock.acquire(folder.path);
    expect(readFileSync(file(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    expect(readdirSync(folder.path)).toEqual(['lock']);
    lock.release();
  });

  (process.platform === 'linux' ? it : it.skip)(
    'takes over from a process whose id has gone to another since',
    () => {
      writeFileSync(file(), `${process.pid} 1`);
      expect(() => FolderLock.acquire(folder.path)).not.toThrow();
    },
  );

  it.each(['', '0', '-1', 'nonsense'])('takes over a file that names no process: "%s"', (text) => {
    writeFileSync(file(), text);
    expect(() => FolderLock.acquire(folder.path)).not.toThrow();
  });

  it('takes over when the process that was taking over has ended too', () => {
    writeFileSync(file(), '0 1');
    writeFileSync(`${file()}.takeover`, '0 1');
    FolderLock.acquire(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
