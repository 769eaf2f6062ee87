import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { describeWithServer } from './describe-with-server.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

describeWithServer('postgres', 'A server of the tests', (url) => {
  it('answers', async () => {
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query('select 1 + 1 as sum');
    await client.end();

    expect(rows).toEqual([{ sum: 2 }]);
  });

  describe('started by a process that is then killed', () => {
    let parent: ChildProcess;
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'test-killed-'));
      chmodSync(folder, 0o755);
      parent = spawn(process.execPath, ['--input-type=module', '--eval', startsPostgres], {
        cwd: import.meta.dirname,
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    });

    afterEach(() => {
      parent.kill('SIGKILL');
      rmSync(folder, { recursive: true, maxRetries: 5 });
    });

    onLinux('is gone as well', async () => {
      const port = await firstLine(parent);
      expect(await connect(port)).toBe('connected');

      parent.kill('SIGKILL');

      await refused(port);
    });
  });
});

describeWithServer('mariadb', 'A MariaDB of the tests', (url) => {
  it('answers', async () => {
    const connection = await mysql.createConnection(url);
    const [rows] = await connection.query('select 1 + 1 as sum');
    await connection.end();

    expect(rows).toEqual([{ sum: 2 }]);
  });
});

describeWithServer('redis', 'A redis-server of the tests', (url) => {
  it('answers', async () => {
    expect(await ask(url, 'PING')).toBe('+PONG');
  });
});

describeWithServer('memcached', 'A memcached of the tests', (url) => {
  it('answers', async () => {
    expect(await ask(url, 'version')).toMatch(/^VERSION /);
  });
});

/** The first line of what a server says to one line. */
async function ask(url: string, line: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.write(`${line}\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n')[0] ?? '';
}

const startsPostgres = `
  import { startPostgres } from './servers/postgres.mjs';
  const { url } = await startPostgres();
  console.log(new URL(url).port);
`;

async function firstLine({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('stdout is not piped');
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return Number(chunk.toString());
}

/** Resolves when nothing listens any more; the test's time limit is the only other end. */
async function refused(port: number): Promise<void> {
  while ((await connect(port)) !== 'ECONNREFUSED');
}

function connect(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve('connected'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    socket.once('connect', () => socket.destroy());
  });
}
