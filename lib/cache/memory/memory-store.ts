import type { CacheCounters } from '../statistics/cache-counters.js';
import type { Clock } from './clock.js';
import { KeptValue } from '../values/kept-value.js';
import { type Answer, EntrySlots, NONE, Place } from './entry-slots.js';
import { S3Fifo } from './s3-fifo.js';

/** A longer key is forgotten when its entry is pushed out: ghosts must stay small. */
const LONGEST_GHOST_KEY = 256;
const MOST_READS = 3;

export interface HeldValue {
  readonly kept: KeptValue;
  /** Until when it is fresh, in milliseconds since 1970. */
  readonly expires: number;
}

/**
 * The entries of this process, never more than `max` and `maxBytes`. An entry is handed out as its slot, which is good
 * until the store is changed.
 */
export class MemoryStore {
  readonly #slotOf = new Map<string, number>();
  readonly #slots = new EntrySlots();
  readonly #order = new S3Fifo(this.#slots);
  readonly #counters: CacheCounters;
  readonly #clock: Clock;
  #max: number;
  #maxBytes: number;
  #bytes = 0;

  constructor(counters: CacheCounters, clock: Clock, max = Infinity, maxBytes = Infinity) {
    this.#clock = clock;
    this.#counters = counters;
    this.#max = max;
    this.#maxBytes = maxBytes;
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
    while (this.#order.ghosts.size > max) this.#forget(this.#order.takeOldestGhost());
  }

  /** The slot of a fresh entry, which counts as a read of it; NONE for no such entry. */
  fresh(key: string): number {
    const slot = this.#slotOf.get(key);
    if (slot === undefined) return NONE;
    const { expires, reads } = this.#slots;
    if (this.#clock.now() >= (expires[slot] ?? 0)) return NONE;
    const count = reads[slot] ?? 0;
    if (count < MOST_READS) reads[slot] = count + 1;
    return slot;
  }

  /** What is held of a key, fresh or past its time, without counting a read. */
  peek(key: string): HeldValue | undefined {
    const slot = this.#slotOf.get(key);
    if (slot === undefined || this.#slots.places[slot] === Place.ghost) return undefined;
    return { kept: this.kept(slot), expires: this.#slots.expires[slot] ?? -Infinity };
  }

  kept(slot: number): KeptValue {
    const { data, bytes, traits, answers } = this.#slots;
    const answer = answers[slot];
    const plan = typeof answer === 'function' ? answer : undefined;
    return new KeptValue(data[slot], bytes[slot] ?? 0, traits[slot] ?? 0, plan);
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

  put(key: string, kept: KeptValue, expires: number, keptUntil: number): void {
    const { data, bytes, traits } = kept;
    const slots = this.#slots;
    const known = this.#slotOf.get(key);
    const isHeld = known !== undefined && slots.places[known] !== Place.ghost;
    const slot = isHeld ? known : this.#admit(key, known, bytes);
    this.#bytes += bytes - (slots.bytes[slot] ?? 0);
    slots.data[slot] = data;
    slots.traits[slot] = traits;
    slots.answers[slot] = undefined;
    slots.expires[slot] = expires;
    slots.keptUntil[slot] = keptUntil;
    slots.bytes[slot] = bytes;
    if (this.#bytes > this.#maxBytes) this.#makeRoom(0, 0);
  }

  delete(key: string): boolean {
    const slot = this.#slotOf.get(key);
    if (slot === undefined || this.#slots.places[slot] === Place.ghost) return false;
    this.#remove(slot);
    return true;
  }

  clear(): void {
    this.#slotOf.clear();
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

  /** A slot for a key that is not held. */
  #admit(key: string, ghost: number | undefined, bytes: number): number {
    // Out of its queue first: making room may drop the oldest ghosts.
    if (ghost !== undefined) this.#order.ghosts.remove(ghost);
    this.#makeRoom(1, bytes);
    const slot = ghost ?? this.#slots.take(key);
    if (ghost === undefined) this.#slotOf.set(key, slot);
    this.#order.add(slot, ghost !== undefined);
    return slot;
  }

  #makeRoom(entries: number, bytes: number): void {
    while (
      this.size > 0 &&
      (this.size + entries > this.#max || this.#bytes + bytes > this.#maxBytes)
    ) {
      this.#evict(this.#order.takeVictim());
    }
  }

  #evict(slot: number): void {
    const { places, keys, bytes } = this.#slots;
    this.#bytes -= bytes[slot] ?? 0;
    this.#counters.evictions++;
    const leavesGhost = places[slot] === Place.small;
    if (leavesGhost && (keys[slot] ?? '').length <= LONGEST_GHOST_KEY) this.#remember(slot);
    else this.#forget(slot);
  }

  #remember(slot: number): void {
    this.#slots.empty(slot);
    this.#order.ghosts.add(slot);
    if (this.#order.ghosts.size > this.#max) this.#forget(this.#order.takeOldestGhost());
  }

  #remove(slot: number): void {
    this.#order.remove(slot);
    this.#bytes -= this.#slots.bytes[slot] ?? 0;
    this.#forget(slot);
  }

  #forget(slot: number): void {
    this.#slotOf.delete(this.#slots.keys[slot] ?? '');
    this.#slots.release(slot);
  }
}
