import { randomUUID } from 'node:crypto';
import { LeasesUntilClose } from './leases-until-close.js';
import type { OpenedStore } from './opened-store.js';
import type { RedisClientLike } from './redis-client-like.js';
import { connectToCluster } from './redis/redis-cluster.connection.js';
import { connectToOwn } from './redis/redis-own.connection.js';
import { connectToServer } from './redis/redis-server.connection.js';
import { loadRedis } from './redis/load-redis.js';
import { RedisBus } from './redis/redis.bus.js';
import { RedisLease } from './redis/redis.lease.js';
import { RedisNames } from './redis/redis-names.js';
import { RedisServerStore } from './redis/redis-server.store.js';
import { serverUrl } from './server-url.js';

export interface RedisStoreOptions {
  readonly namespace: string;
  /** `redis://` or `rediss://`; several hosts are a cluster. */
  readonly url?: string | undefined;
  /** A client of the user's instead. */
  readonly client?: RedisClientLike | undefined;
}

/** Redis by node-redis, which is loaded here and nowhere else. Nothing is connected yet. */
export async function openRedisStore(options: RedisStoreOptions): Promise<OpenedStore> {
  const connection = await connectionFor(options);
  const origin = randomUUID();
  const names = new RedisNames(options.namespace, connection.buckets, connection.database);
  const lease = new LeasesUntilClose(new RedisLease(connection.client, names, origin));
  return {
    store: new RedisServerStore(connection, names, origin, lease),
    lease,
    bus: new RedisBus(connection, names, origin),
  };
}

async function connectionFor({ url = '', client }: RedisStoreOptions) {
  if (client !== undefined) return connectToOwn(client);
  const server = serverUrl(url);
  const redis = await loadRedis();
  return server.hosts.length > 1 ? connectToCluster(redis, server) : connectToServer(redis, server);
}
