import type { CacheCounters } from '../statistics/cache-counters.js';
import type { Clock } from './clock.js';
import { EntryQueue } from './entry-queue.js';
import { MemoryEntry } from './memory-entry.js';

/** A longer key is forgotten when its entry is pushed out: ghosts must stay small. */
const LONGEST_GHOST_KEY = 256;
const MOST_READS = 3;
/** The small queue is a twentieth: of 5, 10 and 20 % that had the best hit rates on zipf traces. */
const SMALL_SHARE = 20;

/**
 * The entries of this process, never more than `max` and `maxBytes`. Which one goes is decided by S3-FIFO (Yang et al.,
 * SOSP 2023): new entries stand in a small queue and reach the main one only if they are read there, so that keys that
 * are used once push nothing out that is used often.
 */
export class MemoryStore<Value> {
  readonly #entries = new Map<string, MemoryEntry<Value>>();
  readonly #small = new EntryQueue<Value>();
  readonly #main = new EntryQueue<Value>();
  readonly #ghosts = new EntryQueue<Value>();
  readonly #counters: CacheCounters;
  readonly #clock: Clock;
  readonly #nothing: Value;
  #max: number;
  #maxBytes: number;
  #bytes = 0;

  /** `nothing` takes the place of a ghost's value. */
  constructor(
    counters: CacheCounters,
    clock: Clock,
    nothing: Value,
    max = Infinity,
    maxBytes = Infinity,
  ) {
    this.#clock = clock;
    this.#nothing = nothing;
    this.#counters = counters;
    this.#max = max;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#small.size + this.#main.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Changes the bounds; what is over them goes at once. */
  bound(max: number, maxBytes: number): void {
    this.#max = max;
    this.#maxBytes = maxBytes;
    this.#makeRoom(0, 0);
    while (this.#ghosts.size > max) this.#dropOldestGhost();
  }

  /** The entry if it is fresh, which counts as a read of it. */
  fresh(key: string): MemoryEntry<Value> | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // Ghosts are never fresh.
    if (this.#clock.tick() >= entry.freshTick && this.#clock.now() >= entry.expires)
      return undefined;
    if (entry.reads < MOST_READS) entry.reads++;
    return entry;
  }

  /** The entry, fresh or past its time, without counting a read. */
  peek(key: string): MemoryEntry<Value> | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.place === 'ghost' ? undefined : entry;
  }

  put(key: string, value: Value, expires: number, keptUntil: number, bytes: number): void {
    const freshTick = this.#clock.tickBefore(expires);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = new MemoryEntry(key, value, expires, freshTick, keptUntil, bytes);
      this.#insert(entry);
      this.#entries.set(key, entry);
      return;
    }
    const before = entry.bytes;
    entry.value = value;
    entry.expires = expires;
    entry.freshTick = freshTick;
    entry.keptUntil = keptUntil;
    entry.bytes = bytes;
    entry.answer = undefined;
    if (entry.place === 'ghost') return this.#insert(entry);
    this.#bytes += bytes - before;
    if (this.#bytes > this.#maxBytes) this.#makeRoom(0, 0);
  }

  delete(key: string): boolean {
    const entry = this.peek(key);
    if (entry !== undefined) this.#forget(entry);
    return entry !== undefined;
  }

  clear(): void {
    this.#entries.clear();
    for (const queue of [this.#small, this.#main, this.#ghosts]) queue.clear();
    this.#bytes = 0;
  }

  /** Removes an entry whose time is over. */
  expire(entry: MemoryEntry<Value>): void {
    this.#forget(entry);
    this.#counters.expirations++;
  }

  /** All entries, oldest first; ghosts among them. Entries may be removed and added on the way. */
  entries(): IterableIterator<MemoryEntry<Value>> {
    return this.#entries.values();
  }

  #insert(entry: MemoryEntry<Value>): void {
    const wasGhost = entry.place === 'ghost';
    // Out of its queue first: making room may drop the oldest ghosts.
    if (wasGhost) this.#ghosts.remove(entry);
    this.#makeRoom(1, entry.bytes);
    entry.place = wasGhost ? 'main' : 'small';
    entry.reads = 0;
    (wasGhost ? this.#main : this.#small).add(entry);
    this.#bytes += entry.bytes;
  }

  #makeRoom(entries: number, bytes: number): void {
    while (
      this.size > 0 &&
      (this.size + entries > this.#max || this.#bytes + bytes > this.#maxBytes)
    ) {
      const isSmallFull = this.#small.size * SMALL_SHARE >= this.size;
      this.#evictFrom(isSmallFull || this.#main.size === 0 ? this.#small : this.#main);
    }
  }

  /** Takes the oldest entry out, or gives it another round in the main queue when it was read. */
  #evictFrom(queue: EntryQueue<Value>): void {
    const entry = queue.oldest;
    if (entry === undefined) return;
    queue.remove(entry);
    const isSmall = entry.place === 'small';
    if (entry.reads > 0) {
      entry.reads = isSmall ? 0 : entry.reads - 1;
      entry.place = 'main';
      this.#main.add(entry);
      return;
    }
    this.#bytes -= entry.bytes;
    this.#counters.evictions++;
    if (isSmall && entry.key.length <= LONGEST_GHOST_KEY) this.#remember(entry);
    else this.#entries.delete(entry.key);
  }

  #remember(entry: MemoryEntry<Value>): void {
    entry.value = this.#nothing;
    entry.answer = undefined;
    entry.expires = -Infinity;
    entry.freshTick = -1;
    entry.keptUntil = -Infinity;
    entry.place = 'ghost';
    this.#ghosts.add(entry);
    if (this.#ghosts.size > this.#max) this.#dropOldestGhost();
  }

  #dropOldestGhost(): void {
    const ghost = this.#ghosts.oldest;
    if (ghost === undefined) return;
    this.#ghosts.remove(ghost);
    this.#entries.delete(ghost.key);
  }

  #forget(entry: MemoryEntry<Value>): void {
    (entry.place === 'main' ? this.#main : this.#small).remove(entry);
    this.#entries.delete(entry.key);
    this.#bytes -= entry.bytes;
  }
}
