import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from './find-server.mjs';
import { makeHome } from './server-home.mjs';
import { SERVER_USER, freePort, startServer } from './start-server.mjs';

export const postgres = {
  name: 'postgres',
  program: 'initdb',
  debianPackage: 'postgresql',
  debianFolders,
  start: startPostgres,
};

/** An empty PostgreSQL on a free port, durable only until it stops. */
export async function startPostgres() {
  const { folder, env } = findServer(postgres);
  const home = makeHome('test-postgres-');
  const data = join(home, 'data');
  initialise(join(folder, 'initdb'), data, env);
  const port = await freePort();
  const server = await startServer({
    command: join(folder, 'postgres'),
    args: ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', home, ...settings()],
    env,
    ready: /ready to accept connections/,
    stopSignal: 'SIGINT',
  });
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid: server.pid, stop };
}

/** The newest version first. */
function debianFolders(root) {
  const versions = join(root, 'usr/lib/postgresql');
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin'));
}

function initialise(initdb, data, env) {
  const options = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { status, error, stderr } = spawnSync(initdb, ['-D', data, ...options], {
    env: { PATH: process.env.PATH, LC_ALL: 'C', ...env },
    encoding: 'utf8',
    ...SERVER_USER,
  });
  if (status !== 0) throw new Error(`${initdb} failed: ${error?.message ?? stderr}`);
}

function settings() {
  return Object.entries({
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // In the data folder, so that a killed server leaves nothing in /dev/shm.
    dynamic_shared_memory_type: 'mmap',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
