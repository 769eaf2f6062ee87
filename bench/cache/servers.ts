import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunningServer, ServerOptions } from '../../test/support/servers/start-server.mjs';

const SERVERS = join(import.meta.dirname, '../../../test/support/servers');

type Start = (options?: ServerOptions) => Promise<RunningServer>;

/** A server of the bench's own. */
export async function startServer(
  provider: 'redis' | 'memcached',
  port?: number,
): Promise<RunningServer> {
  const module = (await import(pathToFileURL(join(SERVERS, `${provider}.mjs`)).href)) as {
    startRedis: Start;
    startMemcached: Start;
  };
  const start = provider === 'redis' ? module.startRedis : module.startMemcached;
  return start(port === undefined ? {} : { port });
}
