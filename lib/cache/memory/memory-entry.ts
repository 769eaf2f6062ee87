/** Where an entry stands. A ghost is the trace of an entry that was pushed out: a key without a value. */
export type Place = 'small' | 'main' | 'ghost';

/**
 * One entry of MemoryStore, and its link in the queue that it stands in. What a hit reads comes first: it then lies in one
 * line of the processor's cache.
 */
export class MemoryEntry<Value> {
  /** The tick of the clock before which it is fresh for certain; a small integer, which needs no object of its own. */
  freshTick: number;
  /** Times it was read since it was last looked at for eviction, at most 3. */
  reads = 0;
  /** What every caller gets, once it is known that all get the same. */
  answer: Promise<unknown> | undefined = undefined;
  value: Value;
  readonly key: string;
  place: Place = 'small';
  newer: MemoryEntry<Value> | undefined = undefined;
  older: MemoryEntry<Value> | undefined = undefined;
  /** Until when it is fresh, in milliseconds since 1970; -Infinity for a ghost. */
  expires: number;
  /** Until when it is kept. */
  keptUntil: number;
  bytes: number;

  constructor(
    key: string,
    value: Value,
    expires: number,
    freshTick: number,
    keptUntil: number,
    bytes: number,
  ) {
    this.freshTick = freshTick;
    this.value = value;
    this.key = key;
    this.expires = expires;
    this.keptUntil = keptUntil;
    this.bytes = bytes;
  }
}
