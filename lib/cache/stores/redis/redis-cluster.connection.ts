import type { CacheUrl, ServerHost } from '../../../foundation/cache-url.js';
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
  const clients = () => cluster.masters.flatMap(({ client }) => client ?? []);
  const dropped = new WeakSet();
  const dropLate = () => {
    for (const client of clients()) {
      if (!client.isOpen || dropped.has(client)) continue;
      dropped.add(client);
      droppable(client).destroy();
    }
  };
  cluster.destroy = () => {
    clients().forEach(droppable);
    destroy();
    // Who was asked for another's key while it closed, goes on to that one.
    cluster.on('node-connect', dropLate);
    cluster.on('node-error', dropLate);
  };
  // Never connected: others are made as it was.
  let model: ReturnType<typeof redis.createClient> | undefined;
  const nodes = new RedisClusterNodes(cluster);
  return {
    client: cluster,
    buckets: BUCKETS_OF_CLUSTER,
    nodes: () => nodes.all(),
    nodeOf: (tag) => nodes.of(tag),
    pair: (generation, entry) => cluster.mGet([generation, entry]),
    ping: (address) => nodes.ping(address),
    subscriber: (address) =>
      once((model ??= redis.createClient(nodeOptions[0])), clientOptions(url, hostOf(address))),
  };
}

/** Of `host:port`, also where the host is an address with colons. */
function hostOf(address: string): ServerHost {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
