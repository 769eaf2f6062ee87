import type { Cache, Events } from 'cache-manager';
import type { Keyv } from 'keyv';
import type { EventEmitter } from 'node:events';
import type { MemoryStore } from '../memory/memory-store.js';
import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStatistics } from '../statistics/cache-statistics.js';
import { answerFrom } from './answer.js';
import { bindMethods } from './bind-methods.js';
import type { CacheEvents } from './cache-events.js';
import type { CacheParts } from './cache-parts.js';
import { CacheReader } from './cache-reader.js';
import { CacheWriter, type Item } from './cache-writer.js';
import { checkList } from './check-list.js';
import { inBatches } from './in-batches.js';
import { keyvFacade } from './keyv-facade.js';
import type { Tiers } from './tiers.js';
import type { Wrapping } from './wrapping.js';
import type { WrapArgument, WrapOptions, WrapOptionsRaw, WrappedRaw } from './wrap-options.js';

const NOTHING = Promise.resolve(undefined);

/**
 * The cache: cache-manager's Cache, with more options in `wrap`. Values are copied for each caller unless `frozen` is
 * asked for. Nothing of it fails because a server is away.
 */
export class ProductionCache implements Cache {
  readonly #parts: CacheParts;
  readonly #memory: MemoryStore;
  readonly #tiers: Tiers;
  readonly #counters: CacheCounters;
  readonly #events: CacheEvents;
  readonly #isFrozen: boolean;
  readonly #reader: CacheReader;
  readonly #writer: CacheWriter;
  readonly #wrapping: Wrapping;
  #facade: Keyv[] | undefined;

  constructor(parts: CacheParts) {
    this.#parts = parts;
    this.#memory = parts.memory;
    this.#tiers = parts.tiers;
    this.#counters = parts.counters;
    this.#events = parts.events;
    this.#reader = new CacheReader(parts);
    this.#writer = new CacheWriter(parts);
    this.#wrapping = parts.wrapping;
    this.#isFrozen = parts.options.values === 'frozen';
    bindMethods(this);
  }

  get<T>(key: string): Promise<T | undefined> {
    if (this.#events.isHeard) return this.#reader.get(key);
    const held = this.#held<T>(key);
    if (held !== undefined) return held;
    if (!this.#tiers.isAlone || typeof key !== 'string') return this.#reader.get(key);
    this.#counters.misses++;
    return NOTHING;
  }

  async mget<T>(keys: string[]): Promise<(T | undefined)[]> {
    checkList(keys);
    // Told as one.
    const values = await inBatches(keys, (key) =>
      this.#events.isHeard ? this.#reader.read<T>(key) : this.get<T>(key),
    );
    this.#events.emit('mget', { keys, values });
    return values;
  }

  /** When the entry expires, in milliseconds since 1970; undefined for no entry, and for one that does not expire. */
  ttl(key: string): Promise<number | undefined> {
    return this.#reader.ttl(key);
  }

  /**
   * Keeps a private copy for `ttl` milliseconds, 0 for no expiry. `undefined` deletes. Rejects with CacheValueError for
   * what cannot be kept, with CacheArgumentError for a ttl that is negative or no number.
   */
  set<T>(key: string, value: T, ttl?: number): Promise<T> {
    return this.#writer.set(key, value, ttl);
  }

  async mset<T>(list: Item<T>[]): Promise<Item<T>[]> {
    return this.#writer.setAll(list);
  }

  /** Also of what is being loaded: its result goes to those who wait for it and is not kept. */
  async del(key: string): Promise<boolean> {
    await this.#writer.delete(key);
    return true;
  }

  async mdel(keys: string[]): Promise<boolean> {
    await this.#writer.deleteAll(keys);
    return true;
  }

  /** Everything in this cache's namespace, for all processes; no key of another application. */
  async clear(): Promise<boolean> {
    await this.#writer.clear();
    return true;
  }

  /**
   * The cached value, or what `load` brings; callers of the same key share one load, and its error, unless `forceFresh`
   * is asked for. `undefined` is not cached, `null` is. Rejects with what `load` throws, or with CacheLoadTimeoutError
   * after `hardTimeout`.
   */
  wrap<T>(
    key: string,
    load: () => T | Promise<T>,
    ttl?: number | ((value: T) => number),
    refreshThreshold?: number | ((value: T) => number),
  ): Promise<T>;
  wrap<T>(
    key: string,
    load: () => T | Promise<T>,
    options: WrapOptionsRaw<T>,
  ): Promise<WrappedRaw<T>>;
  wrap<T>(key: string, load: () => T | Promise<T>, options: WrapOptions<T>): Promise<T>;
  wrap<T>(
    key: string,
    load: () => T | Promise<T>,
    options?: WrapArgument<T>,
    refreshThreshold?: number | ((value: T) => number),
  ): Promise<T | WrappedRaw<T>> {
    if (refreshThreshold === undefined && this.#wrapping.isSimple(options)) {
      const held = this.#held<T>(key);
      if (held !== undefined) return held;
    }
    return this.#wrapping.wrap(key, load, options, refreshThreshold);
  }

  on<Name extends keyof Events>(event: Name, listener: Events[Name]): EventEmitter {
    return this.#events.on(event, listener);
  }

  off<Name extends keyof Events>(event: Name, listener: Events[Name]): EventEmitter {
    return this.#events.off(event, listener);
  }

  get statistics(): CacheStatistics {
    return this.#parts.statistics;
  }

  cacheId(): string {
    return this.#parts.id;
  }

  /** Closes the connections and timers. */
  async disconnect(): Promise<undefined> {
    await this.#parts.close();
    return undefined;
  }

  /** A hit of memory, without a promise of its own where all callers share the value. */
  #held<T>(key: string): Promise<T> | undefined {
    if (!this.#tiers.isTrusted) return undefined;
    const found = this.#memory.read(key);
    if (found === undefined) return undefined;
    const answered = answerFrom<T>(this.#memory, found, this.#isFrozen);
    if (answered === undefined) this.#parts.keeper.tellTypeMissing();
    else this.#counters.memoryHits++;
    return answered;
  }

  /** For code that looks below cache-manager: one Keyv that reads and writes this cache. */
  get stores(): Keyv[] {
    return (this.#facade ??= [keyvFacade(this)]);
  }
}
