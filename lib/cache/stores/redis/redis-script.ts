import { createHash } from 'node:crypto';
import type { RedisClientLike, RedisScriptArguments } from '../redis-client-like.js';
import { UnexpectedReplyError } from '../unexpected-reply.error.js';

/** A Lua script: sent by its hash, and whole when the server does not know it. */
export class RedisScript {
  readonly #source: string;
  readonly #sha: string;

  constructor(source: string) {
    this.#source = source;
    this.#sha = createHash('sha1').update(source).digest('hex');
  }

  /** Whether the script has done what it is for. Rejects when no script of ours can have given the reply. */
  async run(client: RedisClientLike, given: RedisScriptArguments): Promise<boolean> {
    const reply = await this.#reply(client, given);
    if (reply !== 0 && reply !== 1) throw new UnexpectedReplyError();
    return reply === 1;
  }

  async #reply(client: RedisClientLike, given: RedisScriptArguments): Promise<unknown> {
    try {
      return await client.evalSha(this.#sha, given);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(this.#source, given);
    }
  }
}
