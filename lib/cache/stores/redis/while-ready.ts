import type { RedisClientLike } from '../redis-client-like.js';
import { wrappedClient } from './wrapped-client.js';

/**
 * A client that refuses commands while it has no connection. node-redis would queue them, and send what was given up long ago
 * over what others have written since.
 */
export function whileReady(client: RedisClientLike): RedisClientLike {
  return wrappedClient(client, (command) =>
    client.isReady === false
      ? Promise.reject(new Error('The client has no connection.'))
      : command(),
  );
}
