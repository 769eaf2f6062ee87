import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const SERVERS = join(import.meta.dirname, '../../../test/support/servers');

type Start = (options?: { port?: number }) => Promise<RunningServer>;

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
