import type { RedisClientLike } from '../redis-client-like.js';

/**
 * A client that refuses commands while it has no connection. node-redis would queue them, and send what was given up long ago
 * over what others have written since.
 */
export function whileReady(client: RedisClientLike): RedisClientLike {
  const ready = (command: () => Promise<unknown>): Promise<unknown> =>
    client.isReady === false
      ? Promise.reject(new Error('The client has no connection.'))
      : command();
  return {
    get isOpen() {
      return client.isOpen;
    },
    connect: () => client.connect(),
    destroy: () => client.destroy(),
    duplicate: () => client.duplicate(),
    on: (event, listener) => client.on(event, listener),
    subscribe: (channel, listener) => client.subscribe(channel, listener),
    mGet: (keys) => ready(() => client.mGet(keys)),
    del: (key) => ready(() => client.del(key)),
    publish: (channel, message) => ready(() => client.publish(channel, message)),
    eval: (script, options) => ready(() => client.eval(script, options)),
    evalSha: (sha, options) => ready(() => client.evalSha(sha, options)),
  };
}
