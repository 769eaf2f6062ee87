import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer } from './find-server.mjs';
import { freePort, startServer } from './start-server.mjs';

export const redis = {
  name: 'redis',
  program: 'redis-server',
  debianPackage: 'redis-server',
  debianFolders: (root) => [join(root, 'usr/bin')],
  start: startRedis,
};

export async function startRedis({ port = undefined } = {}) {
  const { folder, env } = findServer(redis);
  const where = String(port ?? (await freePort()));
  const server = await startServer({
    command: join(folder, redis.program),
    args: ['--bind', '127.0.0.1', '--port', where, '--save', '', '--dir', tmpdir()],
    env,
    ready: /Ready to accept connections/,
  });
  return { url: `redis://127.0.0.1:${where}`, ...server };
}
