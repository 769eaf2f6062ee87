import type { CopyPlan } from '../values/copy-plan.js';

/** In place of a slot, where there is none. */
export const NONE = -1;

/** Where the entry of a slot stands. A ghost is the trace of an entry that was pushed out: a key without a value. */
export const Place = { free: 0, small: 1, main: 2, ghost: 3 } as const;

/** See EntrySlots. */
export type Answer = Promise<unknown> | CopyPlan | undefined;

const FIRST_CAPACITY = 64;

/**
 * The entries of MemoryStore in columns, a slot being an entry's number in all of them. What a hit reads of each entry is
 * a few bytes; in columns they lie close enough together to stay in the processor's cache, in objects they do not.
 */
export class EntrySlots {
  keys: string[] = [];
  data: unknown[] = [];
  /** How callers are answered, once it is known: the promise that all of them share, or the way to copy the data. */
  answers: Answer[] = [];
  /** Until when an entry is fresh, in milliseconds since 1970; -Infinity where there is no value. */
  expires = new Float64Array(FIRST_CAPACITY);
  /** Until when it is kept; Infinity where there is no value. */
  keptUntil = new Float64Array(FIRST_CAPACITY);
  traits = new Uint8Array(FIRST_CAPACITY);
  bytes = new Float64Array(FIRST_CAPACITY);
  /** Times it was read since it was last looked at for eviction. */
  reads = new Uint8Array(FIRST_CAPACITY);
  places = new Uint8Array(FIRST_CAPACITY);
  /** Its neighbours in the queue that it stands in. */
  newer = new Int32Array(FIRST_CAPACITY);
  older = new Int32Array(FIRST_CAPACITY);
  #free: number[] = [];

  /** Slots that have ever been in use; those that are, and free ones between them. */
  get length(): number {
    return this.keys.length;
  }

  take(key: string): number {
    const slot = this.#free.pop() ?? this.#add();
    this.keys[slot] = key;
    return slot;
  }

  /** Keeps the key: the slot is a ghost's from now on. */
  empty(slot: number): void {
    this.data[slot] = undefined;
    this.answers[slot] = undefined;
    this.expires[slot] = -Infinity;
    this.keptUntil[slot] = Infinity;
    this.bytes[slot] = 0;
    this.reads[slot] = 0;
    this.places[slot] = Place.ghost;
  }

  release(slot: number): void {
    this.empty(slot);
    this.keys[slot] = '';
    this.places[slot] = Place.free;
    this.#free.push(slot);
  }

  clear(): void {
    Object.assign(this, new EntrySlots());
    this.#free = [];
  }

  #add(): number {
    const slot = this.keys.length;
    if (slot === this.expires.length) this.#grow(slot * 2);
    this.keys.push('');
    this.data.push(undefined);
    this.answers.push(undefined);
    return slot;
  }

  #grow(capacity: number): void {
    this.expires = wider(new Float64Array(capacity), this.expires);
    this.keptUntil = wider(new Float64Array(capacity), this.keptUntil);
    this.bytes = wider(new Float64Array(capacity), this.bytes);
    this.traits = wider(new Uint8Array(capacity), this.traits);
    this.reads = wider(new Uint8Array(capacity), this.reads);
    this.places = wider(new Uint8Array(capacity), this.places);
    this.newer = wider(new Int32Array(capacity), this.newer);
    this.older = wider(new Int32Array(capacity), this.older);
  }
}

function wider<Column extends { set(from: Column): void }>(column: Column, from: Column): Column {
  column.set(from);
  return column;
}
