import type { CacheCounters } from '../statistics/cache-counters.js';
import type { Clock } from './clock.js';
import { type KeptValue, Trait } from '../values/kept-value.js';
import { entryBytes } from './entry-bytes.js';
import type { Answer } from './entry-columns.js';
import { EntrySlots } from './entry-slots.js';
import { S3Fifo } from './s3-fifo.js';
import type { Ready } from './slot-index.js';

/** The entries of this process, never more than `max` and `maxBytes`. */
export class MemoryStore {
  readonly #slots: EntrySlots;
  readonly #order: S3Fifo;
  readonly #counters: CacheCounters;
  readonly #clock: Clock;
  readonly #grace: number;
  #max = Infinity;
  #maxBytes = Infinity;
  #bytes = 0;

  constructor(counters: CacheCounters, clock: Clock, grace = 0) {
    this.#grace = grace;
    this.#clock = clock;
    this.#slots = new EntrySlots(clock, grace);
    this.#order = new S3Fifo(this.#slots);
    this.#counters = counters;
  }

  get size(): number {
    return this.#order.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Changes the bounds; what is over them goes at once. */
  bound(max: number, maxBytes: number): void {
    this.#max = max;
    this.#maxBytes = maxBytes;
    this.#makeRoom(0, 0);
  }

  /** The answer of a fresh entry if it is ready, else its slot, good until the store is changed. Counts as a read. */
  read(key: string): Ready | number | undefined {
    return this.#slots.read(key, this.#clock.now());
  }

  /** What is held of a key, and until when it is fresh, now or before; does not count as a read. */
  peek(key: string): { kept: KeptValue; expires: number } | undefined {
    const slot = this.#slots.slotOf(key);
    const { expires, keptUntil } = this.#slots;
    if (slot === undefined || this.#clock.now() >= (keptUntil[slot] ?? 0)) return undefined;
    return { kept: this.#slots.kept(slot), expires: expires[slot] ?? -Infinity };
  }

  kept(slot: number): KeptValue {
    return this.#slots.kept(slot);
  }

  data(slot: number): unknown {
    return this.#slots.data[slot];
  }

  /** What was given to `keepAnswer` since the value was put here. */
  answer(slot: number): Answer {
    return this.#slots.answers[slot];
  }

  keepAnswer(slot: number, answer: Answer): void {
    this.#slots.answers[slot] = answer;
  }

  /** Whether a value of so many bytes is no more than all may be. */
  hasRoom(key: string, valueBytes: number): boolean {
    return entryBytes(key, valueBytes) <= this.#maxBytes;
  }

  /**
   * Times are in milliseconds since 1970; an entry is fresh until the one, and held until the other. What there is no room
   * for is not held, nor what was there before.
   */
  put(key: string, kept: KeptValue, expires: number, keptUntil: number): void {
    if (!this.hasRoom(key, kept.bytes)) return this.delete(key);
    const slot = this.#slotFor(key, kept.bytes);
    this.#slots.setTimes(slot, expires, keptUntil);
    this.#fill(slot, kept.data, kept.bytes, kept.traits);
  }

  /**
   * The same from now on for what `flatCopy` made, or a text, a number and the like, without an object around it: fresh for
   * `ttl`, and held for the grace of the store. False: there is no room for it, or the key is no text; nothing was changed.
   */
  putFlat(key: string, data: unknown, bytes: number, ttl: number): boolean {
    // Where neither size nor bytes change, no bound need be looked at.
    if (this.#slots.replace(key, data, bytes, ttl)) return true;
    return this.#admitFlat(key, data, bytes, ttl);
  }

  /** A function of its own, which V8 leaves out of the code that writes over what is there. */
  #admitFlat(key: string, data: unknown, bytes: number, ttl: number): boolean {
    if (typeof key !== 'string' || !this.hasRoom(key, bytes)) return false;
    const slot = this.#slotFor(key, bytes);
    const expires = this.#clock.now() + ttl;
    this.#slots.setTimes(slot, expires, expires + this.#grace);
    this.#fill(slot, data, bytes, Trait.unsifted);
    return true;
  }

  delete(key: string): void {
    const slot = this.#slots.slotOf(key);
    if (slot !== undefined) this.#remove(slot);
  }

  clear(): void {
    this.#slots.clear();
    this.#order.clear();
    this.#bytes = 0;
  }

  /** Looks at `count` slots and removes what is past its time. Returns where to go on, 0 after the last. */
  sweep(from: number, count: number): number {
    const { keptUntil, length } = this.#slots;
    const now = this.#clock.now();
    const end = Math.min(from + count, length);
    for (let slot = from; slot < end; slot++) {
      if (now < (keptUntil[slot] ?? Infinity)) continue;
      this.#remove(slot);
      this.#counters.expirations++;
    }
    return end === length ? 0 : end;
  }

  /** How many slots there are to sweep. */
  get slots(): number {
    return this.#slots.length;
  }

  /** Where a value of so many bytes goes, for which there is room. */
  #slotFor(key: string, bytes: number): number {
    const held = this.#slots.slotOf(key);
    if (held === undefined) return this.#admit(key, bytes);
    if (this.#clock.now() >= (this.#slots.expires[held] ?? Infinity)) this.#counters.expirations++;
    return held;
  }

  #fill(slot: number, data: unknown, bytes: number, traits: number): void {
    this.#bytes += bytes - (this.#slots.bytes[slot] ?? 0);
    this.#slots.put(slot, data, bytes, traits);
    // A value that has grown; its own slot may be the one that goes.
    if (this.#bytes > this.#maxBytes) this.#makeRoom(0, 0);
  }

  /** A slot for a key that is not held. */
  #admit(key: string, bytes: number): number {
    this.#makeRoom(1, entryBytes(key, bytes));
    const slot = this.#slots.take(key);
    this.#bytes += entryBytes(key, 0);
    this.#order.add(slot, key);
    return slot;
  }

  #makeRoom(entries: number, bytes: number): void {
    while (
      this.size > 0 &&
      (this.size + entries > this.#max || this.#bytes + bytes > this.#maxBytes)
    ) {
      this.#release(this.#order.takeVictim(this.#max));
      this.#counters.evictions++;
    }
  }

  #remove(slot: number): void {
    this.#order.remove(slot);
    this.#release(slot);
  }

  #release(slot: number): void {
    const { keys, bytes } = this.#slots;
    this.#bytes -= entryBytes(keys[slot] ?? '', bytes[slot] ?? 0);
    this.#slots.release(slot);
  }
}
