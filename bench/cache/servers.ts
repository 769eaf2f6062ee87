import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const SERVERS = join(import.meta.dirname, '../../../test/support/servers');

type Start = (options?: { port?: number }) => Promise<RunningServer>;

interface RunningCluster {
  readonly url: string;
  readonly nodes: readonly { readonly pid: number; restart(): Promise<void> }[];
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis Cluster of three of the bench's own. */
export async function startCluster(): Promise<RunningCluster> {
  const path = pathToFileURL(join(SERVERS, 'redis-cluster.mjs')).href;
  const module = (await import(path)) as { startRedisCluster: () => Promise<RunningCluster> };
  return module.startRedisCluster();
}

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
