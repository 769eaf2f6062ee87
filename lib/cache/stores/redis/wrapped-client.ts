import type { RedisClientLike } from '../redis-client-like.js';

type Command = () => Promise<unknown>;

/** A client whose commands are given by `give`, each as a function that gives it. */
export function wrappedClient(
  client: RedisClientLike,
  give: (command: Command) => Promise<unknown>,
): RedisClientLike {
  return {
    get isOpen() {
      return client.isOpen;
    },
    connect: () => client.connect(),
    destroy: () => client.destroy(),
    duplicate: () => client.duplicate(),
    on: (event, listener) => client.on(event, listener),
    subscribe: (channel, listener) => client.subscribe(channel, listener),
    mGet: (keys) => give(() => client.mGet(keys)),
    del: (key) => give(() => client.del(key)),
    publish: (channel, message) => give(() => client.publish(channel, message)),
    eval: (script, options) => give(() => client.eval(script, options)),
    evalSha: (sha, options) => give(() => client.evalSha(sha, options)),
  };
}
