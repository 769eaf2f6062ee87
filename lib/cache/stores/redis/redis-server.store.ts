import { randomBytes } from 'node:crypto';
import { CacheStore } from '../cache-store.js';
import type { LeasesUntilClose } from '../leases-until-close.js';
import { UnexpectedReplyError } from '../unexpected-reply.error.js';
import type { RedisConnection } from './redis-connection.js';
import { writeMessage } from './redis-message.js';
import { RedisNames } from './redis-names.js';
import { DELETE, SET } from './redis-scripts.js';

/** Characters of a generation, with which each entry starts. */
const GENERATION = 16;

/** Entries on Redis. */
export class RedisServerStore extends CacheStore {
  readonly #connection: RedisConnection;
  readonly #names: RedisNames;
  readonly #origin: string;
  readonly #leases: LeasesUntilClose;
  #connecting: Promise<unknown> | undefined;
  readonly #pings = new Map<string, Promise<unknown>>();
  #isClosed = false;

  constructor(
    connection: RedisConnection,
    names: RedisNames,
    origin: string,
    leases: LeasesUntilClose,
  ) {
    super();
    this.#connection = connection;
    connection.client.on('error', (error: unknown) => {
      this.lastError = error;
    });
    this.#names = names;
    this.#origin = origin;
    this.#leases = leases;
  }

  static generation(): string {
    return randomBytes(GENERATION / 2).toString('hex');
  }

  async connect(): Promise<void> {
    const { client } = this.#connection;
    if (!client.isOpen) this.#connecting = undefined;
    // The client goes on trying by itself; who asks again joins the attempt.
    this.#connecting ??= client.isOpen ? Promise.resolve() : client.connect();
    await this.#connecting;
    await Promise.any(this.nodes().map((node) => this.ping(node)));
  }

  nodes(): readonly string[] {
    return this.#connection.nodes();
  }

  nodeOf(key: string): string {
    return this.#connection.nodeOf(this.#names.bucketOf(key).tag);
  }

  async ping(node: string): Promise<void> {
    // A cluster would connect to the node for it, and nobody would end that connection.
    if (this.#isClosed) throw new Error('The store is closed.');
    // One at a time: what is written to a silent connection keeps the client from giving it up.
    const ping =
      this.#pings.get(node) ??
      this.#connection.ping(node, this.#names.buckets[0].generation).finally(() => {
        this.#pings.delete(node);
      });
    this.#pings.set(node, ping);
    await ping;
  }

  get(key: string): Promise<string | undefined> {
    const bucket = this.#names.bucketOf(key);
    return this.#connection.pair(bucket.generation, bucket.entry(key)).then(entryIn);
  }

  async set(key: string, entry: string, ttl: number): Promise<void> {
    const message = writeMessage(this.#origin, { kind: 'changed', key });
    await SET.run(this.#connection.client, {
      keys: this.#names.bucketOf(key).all(key),
      arguments: [
        RedisServerStore.generation(),
        this.#names.channel,
        message,
        entry,
        String(Math.ceil(ttl)),
      ],
    });
  }

  async delete(key: string): Promise<void> {
    const message = writeMessage(this.#origin, { kind: 'changed', key });
    await DELETE.run(this.#connection.client, {
      keys: this.#names.bucketOf(key).all(key),
      arguments: ['', this.#names.channel, message],
    });
  }

  async clear(node: string): Promise<void> {
    const { client } = this.#connection;
    const buckets = this.#names.buckets.filter(({ tag }) => this.#connection.nodeOf(tag) === node);
    // Without a generation no entry can be read; the next write makes one. A full server takes no new one, but lets this go.
    await Promise.all(buckets.map(({ generation }) => client.del(generation)));
    await client.publish(this.#names.channel, writeMessage(this.#origin, { kind: 'cleared' }));
  }

  async close(): Promise<void> {
    const { client } = this.#connection;
    this.#isClosed = true;
    await this.#leases.releaseAll();
    if (client.isOpen) client.destroy();
    await this.#connecting?.catch(() => undefined);
  }
}

/** What a reply to the generation and an entry has of the entry; nothing of one from before a clear. Throws for others. */
function entryIn(reply: unknown): string | undefined {
  if (!Array.isArray(reply)) throw new UnexpectedReplyError();
  const [generation, entry] = reply as unknown[];
  if (typeof generation !== 'string' || typeof entry !== 'string') return undefined;
  return entry.startsWith(generation) ? entry.slice(generation.length) : undefined;
}
