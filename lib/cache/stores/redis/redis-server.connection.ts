import type { RedisClientLike } from '../redis-client-like.js';
import { addressOf, type ServerHost, type ServerUrl } from '../server-hosts.js';
import { droppable } from './droppable.js';
import { clientOptions, databaseOf } from './redis-client-options.js';
import type { RedisConnection } from './redis-connection.js';

/** One server. */
export function connectToServer(redis: typeof import('redis'), url: ServerUrl): RedisConnection {
  const [host = { host: 'localhost', port: 6379 }] = url.hosts;
  const client = droppable((dropped) => redis.createClient(clientOptions(url, host, dropped)));
  client.on('error', ignore);
  const address = addressOf(host);
  return {
    client,
    buckets: 1,
    database: databaseOf(url),
    nodes: () => [address],
    nodeOf: () => address,
    // By mGet() a reply passes through four more promises, which takes a twentieth of the round trip.
    pair: (generation, entry) => client.sendCommand(['MGET', generation, entry]),
    ping: () => client.ping(),
    subscriber: () => once(redis, url, host),
  };
}

/** A client that does not reconnect: its owner makes a new one. */
export function once(
  redis: typeof import('redis'),
  url: ServerUrl,
  host: ServerHost,
): RedisClientLike {
  return droppable((dropped) => {
    const { socket, ...options } = clientOptions(url, host, dropped);
    return redis.createClient({ ...options, socket: { ...socket, reconnectStrategy: false } });
  });
}

/** Every failure is seen by the operation that it concerns; an unheard 'error' event would end the process. */
export function ignore(): void {}
