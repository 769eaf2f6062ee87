import type { CopyPlan } from '../values/copy-plan.js';
import { wider } from './wider.js';

/** In place of a slot, where there is none. */
export const NONE = -1;

/** The queue that the entry of a slot stands in. */
export const Place = { none: 0, small: 1, main: 2 } as const;

/** How callers are answered, once it is known: the promise that all of them share, or the way to copy the data. */
export type Answer = Promise<unknown> | CopyPlan | undefined;

const FIRST_CAPACITY = 64;

/**
 * What MemoryStore holds of its entries in columns, a slot being an entry's number in all of them. What a hit reads of each
 * entry is a few bytes; in columns they lie close enough together to stay in the processor's cache, in objects they do not.
 */
export class EntryColumns {
  keys: string[] = [];
  data: unknown[] = [];
  answers: Answer[] = [];
  /** Until when an entry is fresh, in milliseconds since 1970; -Infinity where it was taken out. */
  expires = new Float64Array(FIRST_CAPACITY);
  /** Until when it is kept; Infinity where it was taken out. */
  keptUntil = new Float64Array(FIRST_CAPACITY);
  /** Of its value. */
  bytes = new Float64Array(FIRST_CAPACITY);
  traits = new Uint8Array(FIRST_CAPACITY);
  /** Times it was read since it was last looked at for eviction; see EntrySlots.takeReads. */
  reads = new Uint8Array(FIRST_CAPACITY);
  places = new Uint8Array(FIRST_CAPACITY);
  /** What its ghost is known by. */
  marks = new Int32Array(FIRST_CAPACITY);
  /** Its neighbours in the queue that it stands in. */
  newer = new Int32Array(FIRST_CAPACITY);
  older = new Int32Array(FIRST_CAPACITY);

  /** Slots that have ever been in use; those that are, and free ones between them. */
  get length(): number {
    return this.keys.length;
  }

  /** One more slot. */
  protected extend(): number {
    const slot = this.keys.length;
    if (slot === this.expires.length) this.#grow(slot * 2);
    this.keys.push('');
    this.data.push(undefined);
    this.answers.push(undefined);
    return slot;
  }

  protected empty(): void {
    this.keys = [];
    this.data = [];
    this.answers = [];
    this.bytes.fill(0);
    this.reads.fill(0);
  }

  #grow(capacity: number): void {
    this.expires = wider(new Float64Array(capacity), this.expires);
    this.keptUntil = wider(new Float64Array(capacity), this.keptUntil);
    this.bytes = wider(new Float64Array(capacity), this.bytes);
    this.traits = wider(new Uint8Array(capacity), this.traits);
    this.reads = wider(new Uint8Array(capacity), this.reads);
    this.places = wider(new Uint8Array(capacity), this.places);
    this.marks = wider(new Int32Array(capacity), this.marks);
    this.newer = wider(new Int32Array(capacity), this.newer);
    this.older = wider(new Int32Array(capacity), this.older);
  }
}
