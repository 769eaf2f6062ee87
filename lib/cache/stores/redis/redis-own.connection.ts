import type { RedisClientLike } from '../redis-client-like.js';
import { BUCKETS_OF_CLUSTER } from './redis-cluster.connection.js';
import type { RedisConnection } from './redis-connection.js';
import { ignore } from './redis-server.connection.js';
import { whileReady } from './while-ready.js';

const NODE = 'the Redis of the given client';

/** A client that a user hands over, whatever it is connected to: one node for all of it. */
export function connectToOwn(given: RedisClientLike): RedisConnection {
  given.on('error', ignore);
  const client = whileReady(given);
  return {
    client,
    // As by a URL: the names would else be others, and neither would see what the other writes.
    buckets: 'masters' in given ? BUCKETS_OF_CLUSTER : 1,
    database: databaseOf(given),
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

/** Only the options of a client for one server have it. */
function databaseOf(given: RedisClientLike): number | undefined {
  const options: unknown = Reflect.get(given, 'options');
  const isObject = typeof options === 'object' && options !== null;
  const database: unknown = isObject ? Reflect.get(options, 'database') : undefined;
  return typeof database === 'number' ? database : undefined;
}
