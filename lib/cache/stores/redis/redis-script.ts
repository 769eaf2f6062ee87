import { createHash } from 'node:crypto';
import type { RedisClientLike, RedisScriptArguments } from '../redis-client-like.js';

/** A Lua script: sent by its hash, and whole when the server does not know it. */
export class RedisScript {
  readonly #source: string;
  readonly #sha: string;

  constructor(source: string) {
    this.#source = source;
    this.#sha = createHash('sha1').update(source).digest('hex');
  }

  async run(client: RedisClientLike, given: RedisScriptArguments): Promise<unknown> {
    try {
      return await client.evalSha(this.#sha, given);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(this.#source, given);
    }
  }
}
