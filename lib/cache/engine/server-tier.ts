import type { StoreGuard } from '../guard/store-guard.js';
import { EntryTooLargeError } from '../stores/entry-too-large.error.js';
import type { UNAVAILABLE } from '../guard/unavailable.js';
import type { KeptValue } from '../values/kept-value.js';
import { encode } from '../values/encode.js';
import type { Clock } from '../memory/clock.js';
import { writeEntry } from '../stores/entry-text.js';
import type { Found } from './found.js';
import { LONGEST } from './lifetime.js';

/** The guarded server as the engine sees it; `foundIn` tells what a text of it holds. */
export class ServerTier {
  readonly #guard: StoreGuard;
  readonly #clock: Clock;
  readonly #largest: number;

  constructor(guard: StoreGuard, clock: Clock, maxEntryBytes: number) {
    this.#guard = guard;
    this.#clock = clock;
    this.#largest = maxEntryBytes;
  }

  available(key: string): boolean {
    return this.#guard.available(key);
  }

  /** The text that the server holds. */
  read(key: string, limit: number): Promise<string | undefined | typeof UNAVAILABLE> {
    return this.#guard.get(key, limit);
  }

  /** Keeps what a user has set; lost in an outage, it is made good after it. */
  async write(
    key: string,
    kept: KeptValue,
    expires: number,
    grace: number,
    written: number,
  ): Promise<void> {
    const text = this.text(kept, expires, grace, written);
    // What is there now is out of date even if the new value is too large.
    await (text === undefined
      ? this.#guard.delete(key)
      : this.#guard.set(key, text, this.ttl(expires, grace)));
  }

  /** Keeps what was loaded without a lease. */
  async offer(
    key: string,
    { kept, expires }: Found,
    grace: number,
    written: number,
  ): Promise<void> {
    const text = this.text(kept, expires, grace, written);
    if (text !== undefined) await this.#guard.offer(key, text, this.ttl(expires, grace));
  }

  async delete(key: string): Promise<void> {
    await this.#guard.delete(key);
  }

  async clear(): Promise<void> {
    await this.#guard.clear();
  }

  /** The entry as a text; undefined when it is too large, which is counted and told. */
  text(kept: KeptValue, expires: number, grace: number, written: number): string | undefined {
    const payload = encode(kept);
    const text = writeEntry({ expires, grace: Math.min(grace, LONGEST), written, payload });
    if (text.length <= this.#largest) return text;
    this.#guard.refused.add(new EntryTooLargeError(text.length, this.#largest));
    return undefined;
  }

  /** How long the server keeps it, in milliseconds; 0 for ever. */
  ttl(expires: number, grace: number): number {
    if (expires === Infinity) return 0;
    return Math.max(1, Math.ceil(expires - this.#clock.now() + Math.min(grace, LONGEST)));
  }
}
