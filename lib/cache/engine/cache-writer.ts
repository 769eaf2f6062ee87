import type { Clock } from '../memory/clock.js';
import { promiseOf } from '../../foundation/promise-of.js';
import type { MemoryStore } from '../memory/memory-store.js';
import { flatBytes, flatCopy, MOST_FLAT_BYTES, primitiveBytes } from '../values/flat-value.js';
import type { CacheParts } from './cache-parts.js';
import type { CacheEvents } from './cache-events.js';
import { checkList } from './check-list.js';
import { inBatches } from './in-batches.js';
import { checkKey, expiryOf, hasEnd } from './lifetime.js';
import type { Loads } from './loads.js';
import type { Tiers } from './tiers.js';
import type { ValueKeeper } from './value-keeper.js';

export type Item<T> = { key: string; value: T; ttl?: number };

/** Writes, deletes and clears: each wins over what is being loaded. */
export class CacheWriter {
  readonly #ttl: number;
  readonly #jitter: number;
  readonly #grace: number;
  readonly #clock: Clock;
  readonly #memory: MemoryStore;
  readonly #tiers: Tiers;
  readonly #loads: Loads;
  readonly #events: CacheEvents;
  readonly #keeper: ValueKeeper;
  /** The short way asks for no server, no maxEntryBytes and no jitter. */
  readonly #mustGoLong: boolean;

  constructor(parts: CacheParts) {
    this.#ttl = parts.options.ttl;
    this.#jitter = parts.options.jitter;
    this.#grace = parts.options.grace;
    this.#clock = parts.clock;
    this.#memory = parts.memory;
    this.#tiers = parts.tiers;
    this.#loads = parts.loads;
    this.#events = parts.events;
    this.#keeper = parts.keeper;
    this.#mustGoLong =
      !parts.tiers.isAlone || parts.keeper.maxBytes < MOST_FLAT_BYTES || this.#jitter > 0;
  }

  set<T>(key: string, value: T, given?: number): Promise<T> {
    const ttl = given ?? this.#ttl;
    return this.#setFlat(key, value, ttl) ? promiseOf(value) : this.#setTold(key, value, ttl);
  }

  /** Gives the items with the ttl that each has got. */
  async setAll<T>(items: readonly Item<T>[]): Promise<Item<T>[]> {
    checkList(items);
    const ttlOf = (item: Item<T>) => item.ttl ?? this.#ttl;
    const list = items.map((item) => ({ key: item.key, value: item.value, ttl: ttlOf(item) }));
    try {
      await inBatches(list, (item) => this.#setUntold(item.key, item.value, item.ttl));
    } catch (error) {
      this.#events.emit('mset', { list, error });
      throw error;
    }
    this.#events.emit('mset', { list });
    return list;
  }

  async delete(key: string): Promise<void> {
    await this.#deleteUntold(key);
    this.#events.emit('del', { key });
  }

  async deleteAll(keys: readonly string[]): Promise<void> {
    checkList(keys);
    await inBatches(keys, (key) => this.#deleteUntold(key));
    this.#events.emit('mdel', { keys });
  }

  async clear(): Promise<void> {
    this.#loads.cancelAll();
    await this.#tiers.clear();
    this.#events.emit('clear');
  }

  /** The long way, and its event. */
  async #setTold<T>(key: string, value: T, ttl: number): Promise<T> {
    let written: Promise<void> | undefined;
    try {
      written = this.#write(key, value, ttl);
    } catch (error) {
      this.#events.emit('set', { key, value, error });
      throw error;
    }
    this.#events.emit('set', { key, value });
    await written;
    return value;
  }

  async #setUntold(key: string, value: unknown, ttl: number): Promise<void> {
    if (!this.#setFlat(key, value, ttl)) await this.#write(key, value, ttl);
  }

  async #deleteUntold(key: string): Promise<void> {
    checkKey(key);
    this.#loads.cancel(key);
    await this.#tiers.delete(key);
  }

  /** The short way for small values into memory alone, where nobody listens; false for all others. */
  #setFlat(key: string, value: unknown, ttl: number): boolean {
    if (this.#mustGoLong || this.#events.isHeard || !hasEnd(ttl)) return false;
    const isObject = typeof value === 'object' && value !== null;
    const data = isObject ? flatCopy(value) : value;
    const bytes = isObject ? flatBytes(data) : primitiveBytes(data);
    if (bytes === 0 || !this.#memory.putFlat(key, data, bytes, ttl)) return false;
    if (this.#loads.areAny) this.#loads.cancel(key);
    return true;
  }

  #write(key: string, value: unknown, ttl: number): Promise<void> | undefined {
    checkKey(key);
    const expires = expiryOf(ttl, this.#clock.now(), this.#jitter);
    const kept = value === undefined ? undefined : this.#keeper.keep(key, value);
    this.#loads.cancel(key);
    if (kept?.data === undefined) return this.#tiers.delete(key);
    return this.#tiers.write(key, kept, expires, this.#grace);
  }
}
