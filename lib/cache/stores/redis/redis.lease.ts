import { CacheLease } from '../cache-lease.js';
import type { RedisClientLike } from '../redis-client-like.js';
import { writeMessage } from './redis-message.js';
import type { RedisNames } from './redis-names.js';
import type { RedisScript } from './redis-script.js';
import { ACQUIRE, COMMIT, RELEASE, RENEW } from './redis-scripts.js';
import { RedisServerStore } from './redis-server.store.js';

/** Leases on Redis; each step is one atomic script. */
export class RedisLease extends CacheLease {
  readonly #client: RedisClientLike;
  readonly #names: RedisNames;
  readonly #origin: string;

  constructor(client: RedisClientLike, names: RedisNames, origin: string) {
    super();
    this.#client = client;
    this.#names = names;
    this.#origin = origin;
  }

  acquire(key: string, token: string, duration: number): Promise<boolean> {
    return this.#run(ACQUIRE, key, [
      RedisServerStore.generation(),
      '',
      '',
      token,
      String(duration),
    ]);
  }

  renew(key: string, token: string, duration: number): Promise<boolean> {
    return this.#run(RENEW, key, ['', '', '', token, String(duration)]);
  }

  commit(key: string, token: string, entry: string, ttl: number): Promise<boolean> {
    return this.#run(COMMIT, key, [...this.#telling(key), entry, String(Math.ceil(ttl)), token]);
  }

  async release(key: string, token: string): Promise<void> {
    await this.#run(RELEASE, key, [...this.#telling(key), token]);
  }

  #telling(key: string): string[] {
    return ['', this.#names.channel, writeMessage(this.#origin, { kind: 'loaded', key })];
  }

  #run(script: RedisScript, key: string, given: string[]): Promise<boolean> {
    const keys = this.#names.bucketOf(key).all(key);
    return script.run(this.#client, { keys, arguments: given });
  }
}
