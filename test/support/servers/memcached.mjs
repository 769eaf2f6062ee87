import { join } from 'node:path';
import { findServer } from './find-server.mjs';
import { freePort, startServer } from './start-server.mjs';

export const memcached = {
  name: 'memcached',
  program: 'memcached',
  debianPackage: 'memcached',
  debianFolders: (root) => [join(root, 'usr/bin')],
  start: startMemcached,
};

export async function startMemcached({ port = undefined } = {}) {
  const { folder, env } = findServer(memcached);
  const where = String(port ?? (await freePort()));
  const server = await startServer({
    command: join(folder, memcached.program),
    // -vv: it says when it listens.
    args: ['-l', '127.0.0.1', '-p', where, '-vv'],
    env,
    ready: /server listening/,
  });
  return { url: `memcached://127.0.0.1:${where}`, ...server };
}
