import type { RedisClientLike } from '../redis-client-like.js';
import { wrappedClient } from './wrapped-client.js';

/** Milliseconds between two looks whether another server answers at the address. */
const PAUSE = 1_000;

/**
 * A client that calls `leave`, to be connected anew, when its server says that it is a replica: a managed Redis gives the
 * address to the new primary then, and keeps the connections to the old one.
 */
export function whilePrimary(client: RedisClientLike, leave: () => void): RedisClientLike {
  let leftAt = -Infinity;
  return wrappedClient(client, (command) =>
    command().catch((error: unknown) => {
      if (isOfReplica(error) && performance.now() - leftAt >= PAUSE) {
        leftAt = performance.now();
        leave();
      }
      throw error;
    }),
  );
}

/** Before Redis 7 the word stands within the message of a script. */
function isOfReplica(error: unknown): boolean {
  return error instanceof Error && error.message.includes('READONLY');
}
