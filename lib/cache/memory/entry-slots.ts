import { rebuilt } from '../values/data-of.js';
import { KeptValue, Trait } from '../values/kept-value.js';
import type { Clock } from './clock.js';
import { EntryColumns, NONE, Place } from './entry-columns.js';
import { type Ready, SlotIndex } from './slot-index.js';

/** Reads beyond which one more does not make an entry stay longer. */
const MOST_READS = 3;
/** Reads from which the answer of an entry is ready. */
const READY = 128;
/** Milliseconds for which answers are ready before entries that expire soon are looked for; longer in large stores. */
const LEAST_READY = 1_000;
const SLOTS_A_MILLISECOND = 8;

/** Of what `flatCopy` made, once it is sifted. */
const FLAT = Trait.shareable | Trait.flat;
/** Copied, as V8 writes constants into the code that are neither imported nor exported, and looks others up each time. */
const UNSIFTED = Trait.unsifted;

/** The entries of MemoryStore: which slot a key has, and how what is in it is read and written. */
export class EntrySlots extends EntryColumns {
  readonly #index = new SlotIndex();
  /** Until when all ready answers are fresh, in milliseconds since 1970. */
  #readyUntil = -Infinity;
  #free: number[] = [];
  readonly #clock: Clock;
  readonly #grace: number;

  constructor(clock: Clock, grace: number) {
    super();
    this.#grace = grace;
    this.#clock = clock;
  }

  slotOf(key: string): number | undefined {
    return this.#index.slotOf(key);
  }

  /** The answer of an entry that is fresh, if it is ready, else its slot. Counts as a read. Given the time, it is faster. */
  read(key: string, now: number): Ready | number | undefined {
    const found = this.#index.look(key);
    if (found === undefined) return undefined;
    if (typeof found !== 'number' && now < this.#readyUntil) return found;
    return this.#readSlot(key, found);
  }

  kept(slot: number): KeptValue {
    const known = this.traits[slot] ?? 0;
    const traits = known === UNSIFTED ? this.#sift(slot) : known;
    const answer = this.answers[slot];
    const plan = typeof answer === 'function' ? answer : undefined;
    return new KeptValue(this.data[slot], this.bytes[slot] ?? 0, traits, plan);
  }

  take(key: string): number {
    const slot = this.#free.pop() ?? this.extend();
    this.keys[slot] = key;
    this.#index.set(key, slot);
    return slot;
  }

  put(slot: number, data: unknown, bytes: number, traits: number): void {
    if (this.reads[slot] === READY) this.#unready(slot);
    this.answers[slot] = undefined;
    this.data[slot] = data;
    this.bytes[slot] = bytes;
    this.traits[slot] = traits;
  }

  /**
   * Puts what `flatCopy` made, or a text, a number and the like, over a fresh entry of as many bytes, from now on. False: there
   * is none. In one piece, and given no times: V8 makes an object of each larger number that is handed on.
   */
  replace(key: string, data: unknown, bytes: number, ttl: number): boolean {
    const slot = this.#index.find(key);
    if (typeof slot !== 'number' || this.bytes[slot] !== bytes) return false;
    const now = this.#clock.now();
    if (now >= (this.expires[slot] ?? 0)) return false;
    this.answers[slot] = undefined;
    this.data[slot] = data;
    this.traits[slot] = UNSIFTED;
    this.expires[slot] = now + ttl;
    this.keptUntil[slot] = now + ttl + this.#grace;
    return true;
  }

  setTimes(slot: number, expires: number, keptUntil: number): void {
    this.expires[slot] = expires;
    this.keptUntil[slot] = keptUntil;
  }

  /** How often an entry was read, as far as it matters for eviction. */
  takeReads(slot: number): number {
    if (this.reads[slot] === READY) this.#unready(slot);
    return Math.min(this.reads[slot] ?? 0, MOST_READS);
  }

  release(slot: number): void {
    if (this.reads[slot] === READY) this.#unready(slot);
    this.#index.delete(this.keys[slot] ?? '');
    this.keys[slot] = '';
    this.data[slot] = undefined;
    this.answers[slot] = undefined;
    this.bytes[slot] = 0;
    this.expires[slot] = -Infinity;
    this.keptUntil[slot] = Infinity;
    this.reads[slot] = 0;
    this.places[slot] = Place.none;
    this.#free.push(slot);
  }

  clear(): void {
    this.#index.clear();
    this.empty();
    this.#free = [];
  }

  #sift(slot: number): number {
    const data = this.data[slot];
    const isObject = typeof data === 'object' && data !== null;
    if (isObject) this.data[slot] = rebuilt(data);
    return (this.traits[slot] = isObject ? FLAT : Trait.shareable);
  }

  #readSlot(key: string, found: number | Ready): number | undefined {
    const now = this.#clock.now();
    const slot = typeof found === 'number' ? found : (this.slotOf(key) ?? NONE);
    if (!(now < this.#end(slot))) return undefined;
    const reads = this.reads[slot] ?? 0;
    if (reads < READY - 1) this.reads[slot] = reads + 1;
    else this.#keepReady(slot, now);
    return slot;
  }

  #keepReady(slot: number, now: number): void {
    if (now >= this.#readyUntil) this.#renew(now);
    const answer = this.answers[slot];
    if (this.reads[slot] === READY || answer === undefined) return;
    if (this.#end(slot) < this.#readyUntil) return;
    this.reads[slot] = READY;
    const ready = typeof answer === 'function' ? this.kept(slot) : answer;
    this.#index.makeReady(this.keys[slot] ?? '', slot, ready);
  }

  /** Until when it may be given out. */
  #end(slot: number): number {
    return Math.min(this.expires[slot] ?? 0, this.keptUntil[slot] ?? 0);
  }

  /** It has to be read often once more: entries that are also written often would change their place in the index each time. */
  #unready(slot: number): void {
    this.reads[slot] = MOST_READS;
    this.#index.unready(this.keys[slot] ?? '', slot);
  }

  /** Answers that would not be fresh for another while are no longer ready. */
  #renew(now: number): void {
    const until = now + Math.max(LEAST_READY, this.length / SLOTS_A_MILLISECOND);
    for (let slot = 0; slot < this.length; slot++) {
      if (this.reads[slot] === READY && this.#end(slot) < until) this.#unready(slot);
    }
    this.#readyUntil = until;
  }
}
