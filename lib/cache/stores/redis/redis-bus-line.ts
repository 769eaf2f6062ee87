import { setTimeout as sleep } from 'node:timers/promises';
import { TOO_LATE, withinTime } from '../../../foundation/within-time.js';
import type { BusListener } from '../cache-bus.js';
import type { RedisClientLike } from '../redis-client-like.js';
import { readMessage } from './redis-message.js';

const CONNECT_LIMIT = 1_000;
/** Between two looks whether the connection still carries messages, and how long the answer may take. */
const BEAT = 500;
const BEAT_LIMIT = 1_000;
const FIRST_RETRY = 50;
const LONGEST_RETRY = 400;
/** Where the user's rights are wanting, which does not pass by itself. */
const LONGEST_RETRY_OF_REFUSED = 5_000;

export interface RedisBusLineParts {
  /** A client of its own for the line, not connected yet. */
  readonly subscriber: () => RedisClientLike;
  readonly channel: string;
  readonly origin: string;
  /** Told when the user may not subscribe. */
  readonly refused: () => void;
}

/** Messages from one node, by a connection of its own that is made anew whenever there is doubt about it. */
export class RedisBusLine {
  readonly #parts: RedisBusLineParts;
  readonly #closing = new AbortController();
  #listening: Promise<void> | undefined;
  #client: RedisClientLike | undefined;

  constructor(parts: RedisBusLineParts) {
    this.#parts = parts;
  }

  /** `left` is told of each attempt to join that fails, too. */
  listen(listener: BusListener): void {
    this.#listening ??= this.#listen(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#drop();
    await this.#listening;
  }

  async #listen(listener: BusListener): Promise<void> {
    const { signal } = this.#closing;
    for (let pause = FIRST_RETRY; !signal.aborted; pause *= 2) {
      let longest = LONGEST_RETRY;
      const client = (this.#client = this.#parts.subscriber());
      const lost = lossOf(client);
      try {
        await inTime(client.connect(), CONNECT_LIMIT);
        await inTime(this.#subscribe(client, listener), CONNECT_LIMIT);
        listener.joined();
        pause = FIRST_RETRY;
        await Promise.race([lost, this.#beat(client)]);
      } catch (error) {
        // Whatever it was, the next attempt starts from nothing.
        if (isRefused(error)) {
          this.#parts.refused();
          longest = LONGEST_RETRY_OF_REFUSED;
        }
      }
      listener.left();
      this.#drop();
      await sleep(Math.min(pause, longest), undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  #drop(): void {
    if (this.#client?.isOpen) this.#client.destroy();
  }

  async #subscribe(client: RedisClientLike, listener: BusListener): Promise<void> {
    const { channel, origin } = this.#parts;
    await client.subscribe(channel, (text) => {
      const message = readMessage(origin, text);
      if (message !== undefined) listener.received(message);
    });
  }

  /** Rejects once the connection no longer answers: one that died silently gives no sign of it. */
  async #beat(client: RedisClientLike): Promise<never> {
    for (;;) {
      await sleep(BEAT, undefined, { signal: this.#closing.signal, ref: false });
      await inTime(client.ping?.() ?? Promise.resolve(), BEAT_LIMIT);
    }
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOPERM');
}

/** Settles when the connection is lost. Dropped at once, a client that would reconnect by itself does not. */
function lossOf(client: RedisClientLike): Promise<void> {
  return new Promise((resolve) => {
    client.on('error', () => {
      if (client.isOpen) client.destroy();
      resolve();
    });
  });
}

async function inTime<T>(promise: Promise<T>, limit: number): Promise<T> {
  const result = await withinTime(promise, limit);
  if (result === TOO_LATE) throw new Error('The cache server did not answer in time.');
  return result;
}
