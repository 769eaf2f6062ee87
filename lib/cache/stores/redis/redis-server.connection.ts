import { addressOf, type CacheUrl } from '../../../foundation/cache-url.js';
import type { RedisClientLike } from '../redis-client-like.js';
import { droppable } from './droppable.js';
import { clientOptions } from './redis-client-options.js';
import type { RedisConnection } from './redis-connection.js';
import { whilePrimary } from './while-primary.js';

/** One server. */
export function connectToServer(redis: typeof import('redis'), url: CacheUrl): RedisConnection {
  const [host = { host: 'localhost', port: 6379 }] = url.hosts;
  const options = clientOptions(url, host);
  const client = droppable(redis.createClient(options));
  client.on('error', ignore);
  const address = addressOf(host);
  // The server then closes the connection, and the client makes another.
  const leave = () => void client.sendCommand(['QUIT']).catch(ignore);
  return {
    client: whilePrimary(client, leave),
    buckets: 1,
    database: options.database,
    nodes: () => [address],
    nodeOf: () => address,
    // By mGet() a reply passes through four more promises, which takes a twentieth of the round trip.
    pair: (generation, entry) => client.sendCommand(['MGET', generation, entry]),
    ping: () => client.ping(),
    subscriber: () => once(client, options),
  };
}

/**
 * A client that does not reconnect: its owner makes a new one. It is made as another was: for each client of other options
 * `createClient` builds a class with all of Redis's commands, which holds everything up for ten milliseconds and more.
 */
export function once(
  model: ReturnType<(typeof import('redis'))['createClient']>,
  options: ReturnType<typeof clientOptions>,
): RedisClientLike {
  const socket = { ...options.socket, reconnectStrategy: false as const };
  return droppable(model.duplicate({ ...options, socket }));
}

/** Every failure is seen by the operation that it concerns; an unheard 'error' event would end the process. */
export function ignore(): void {}
