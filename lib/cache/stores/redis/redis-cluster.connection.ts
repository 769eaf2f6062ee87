import type { CacheUrl } from '../../../foundation/cache-url.js';
import { droppable } from './droppable.js';
import { clientOptions } from './redis-client-options.js';
import { RedisClusterNodes } from './redis-cluster-nodes.js';
import type { RedisConnection } from './redis-connection.js';
import { ignore, once } from './redis-server.connection.js';

export const BUCKETS_OF_CLUSTER = 1_024;

/** A cluster, by several of its hosts. */
export function connectToCluster(redis: typeof import('redis'), url: CacheUrl): RedisConnection {
  const nodeOptions = url.hosts.map((host) => clientOptions(url, host));
  const [{ socket, ...defaults } = clientOptions(url, { host: '', port: 0 })] = nodeOptions;
  const cluster = redis.createCluster({
    rootNodes: nodeOptions,
    // Or connect() would wait for each node, also for one that is away; the guard's ping connects to them.
    minimizeConnections: true,
    defaults: { ...defaults, socket: { ...socket, host: undefined, port: undefined } },
  });
  cluster.on('error', ignore);
  const destroy = cluster.destroy.bind(cluster);
  cluster.destroy = () => {
    for (const { client } of cluster.masters) if (client !== undefined) droppable(client);
    destroy();
  };
  const nodes = new RedisClusterNodes(cluster);
  let host = Math.floor(Math.random() * url.hosts.length);
  return {
    client: cluster,
    buckets: BUCKETS_OF_CLUSTER,
    nodes: () => nodes.all(),
    nodeOf: (tag) => nodes.of(tag),
    pair: (generation, entry) => cluster.mGet([generation, entry]),
    ping: (address) => nodes.ping(address),
    // A cluster hands messages to all its nodes.
    subscriber: () => {
      host = (host + 1) % nodeOptions.length;
      return once(redis, nodeOptions[host] ?? clientOptions(url, { host: '', port: 0 }));
    },
  };
}
