import type { RedisClientLike } from '../redis-client-like.js';
import type { RedisConnection } from './redis-connection.js';
import { ignore } from './redis-server.connection.js';
import { whileReady } from './while-ready.js';

const NODE = 'the Redis of the given client';
/** A cluster needs buckets; for others they cost nothing to speak of. */
const BUCKETS = 64;

/** A client that a user hands over, whatever it is connected to: one node for all of it. */
export function connectToOwn(given: RedisClientLike): RedisConnection {
  given.on('error', ignore);
  const client = whileReady(given);
  return {
    client,
    buckets: BUCKETS,
    nodes: () => [NODE],
    nodeOf: () => NODE,
    pair: (generation, entry) => client.mGet([generation, entry]),
    // A cluster's client has no ping().
    ping: (_, name) => client.mGet([name]),
    subscriber: () => {
      const subscriber = given.duplicate();
      subscriber.on('error', ignore);
      return subscriber;
    },
  };
}
