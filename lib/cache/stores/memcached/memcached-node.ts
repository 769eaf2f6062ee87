import type { MemcacheClient } from 'memcache-client';
import { randomBytes } from 'node:crypto';
import { EntryTooLargeError } from '../entry-too-large.error.js';
import { UnexpectedReplyError } from '../unexpected-reply.error.js';

/** A value with the number that changes with each write of it. */
export interface Versioned {
  readonly value: string;
  readonly version: number | string;
}

const CONNECT_LIMIT = 500;
/** Milliseconds after which the client gives a silent connection up; the guard has gone on long before. */
const GIVE_UP = 1_500;
const THIRTY_DAYS = 30 * 24 * 60 * 60;
/** Seconds since 1970; the server counts later ones as past. */
const LAST_DATE = 2 ** 31 - 1;
/** What memcached adds to an entry, at most. */
const OVERHEAD = 512;

/** One memcached server by one connection; text in, text out. */
export class MemcachedNode {
  readonly address: string;
  readonly #client: MemcacheClient;
  #limit = 1024 * 1024;

  constructor(address: string, Client: typeof MemcacheClient) {
    this.address = address;
    this.#client = new Client({
      server: { server: address, maxConnections: 1 },
      connectTimeout: CONNECT_LIMIT,
      cmdTimeout: GIVE_UP,
      logger: SILENT,
    });
    // Every failure is seen by the operation that it concerns.
    this.#client.on('error', () => undefined);
  }

  /** Reads the largest size that the server takes. */
  async connect(): Promise<void> {
    const settings = await this.#client.cmd<{ STAT?: string[][] }>('stats settings');
    const limit = Number(settings.STAT?.find(([name]) => name === 'item_size_max')?.[1]);
    if (limit > 0) this.#limit = limit;
  }

  async ping(): Promise<void> {
    await this.#client.version();
  }

  async get(keys: string[]): Promise<(string | undefined)[]> {
    const found = await this.#client.get<string>(keys);
    return keys.map((key) => textOf(valueOf(found, key)?.value));
  }

  async gets(keys: string[]): Promise<(Versioned | undefined)[]> {
    const found = await this.#client.gets<string>(keys);
    return keys.map((key) => {
      const { value, casUniq } = valueOf(found, key) ?? {};
      const text = textOf(value);
      if (text === undefined || casUniq === undefined) return undefined;
      return { value: text, version: casUniq as number | string };
    });
  }

  /** `ttl` in milliseconds, 0 for no expiry. */
  async set(key: string, value: string, ttl: number): Promise<void> {
    const bytes = Buffer.byteLength(value) + OVERHEAD;
    if (bytes > this.#limit) throw new EntryTooLargeError(bytes, this.#limit);
    await this.#client.set(key, value, { lifetime: lifetimeOf(ttl) });
  }

  /** False: there is one already. */
  async add(key: string, value: string, ttl: number): Promise<boolean> {
    return this.#ifStored(this.#client.add(key, value, { lifetime: lifetimeOf(ttl) }));
  }

  /** Writes over this version and no other; with `ttl` -1 that removes it. */
  async replace(key: string, { value, version }: Versioned, ttl: number): Promise<boolean> {
    const lifetime = ttl < 0 ? -1 : lifetimeOf(ttl);
    return this.#ifStored(this.#client.cas(key, value, { lifetime, casUniq: version }));
  }

  async delete(key: string): Promise<void> {
    try {
      await this.#client.delete(key);
    } catch (error) {
      if (!isReply(error, 'NOT_FOUND')) throw error;
    }
  }

  /** The text that each entry of this generation starts with; made when there is none. */
  async generation(key: string): Promise<string> {
    const [known] = await this.get([key]);
    if (known !== undefined) return known;
    const made = newGeneration();
    if (await this.add(key, made, 0)) return made;
    const [others] = await this.get([key]);
    return others ?? made;
  }

  /** The client rejects with replies that say no. */
  async #ifStored(storing: Promise<unknown>): Promise<boolean> {
    try {
      await storing;
      return true;
    } catch (error) {
      if (NO.some((reply) => isReply(error, reply))) return false;
      throw error;
    }
  }

  close(): void {
    this.#client.shutdown();
  }
}

/** 16 characters. */
export const newGeneration = () => randomBytes(8).toString('hex');

/** The client would print what a server sends that is no reply, and keys with it. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {}, log() {} };

/** 0 for ever; else whole seconds, and one more: the server's clock may tick right after. More than thirty days are told as a date. */
function lifetimeOf(ttl: number): number {
  if (ttl === 0) return 0;
  const seconds = Math.ceil(ttl / 1000) + 1;
  if (seconds <= THIRTY_DAYS) return seconds;
  const date = Math.ceil(Date.now() / 1000) + seconds;
  return date > LAST_DATE ? 0 : date;
}

const NO = ['NOT_STORED', 'EXISTS', 'NOT_FOUND'];

const isReply = (error: unknown, reply: string) =>
  error instanceof Error && error.message.startsWith(reply);

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Throws for a reply that holds no values, such as one line. */
function valueOf(found: unknown, key: string): { value?: unknown; casUniq?: unknown } | undefined {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw new UnexpectedReplyError();
  }
  const value: unknown = Reflect.get(found, key);
  return typeof value === 'object' && value !== null ? value : undefined;
}
