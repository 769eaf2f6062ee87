/** Where an entry stands. A ghost is the trace of an entry that was pushed out: a key without a value. */
export type Place = 'small' | 'main' | 'ghost';

/** One entry of MemoryStore, and its link in the queue that it stands in. */
export class MemoryEntry<Value> {
  place: Place = 'small';
  /** Times it was read since it was last looked at for eviction, at most 3. */
  reads = 0;
  /** What every caller gets, once it is known that all get the same. One step from here, for the hot path. */
  answer: Promise<unknown> | undefined = undefined;
  newer: MemoryEntry<Value> | undefined = undefined;
  older: MemoryEntry<Value> | undefined = undefined;

  constructor(
    readonly key: string,
    public value: Value,
    /** Until when it is fresh, in milliseconds since 1970; -Infinity for a ghost. */
    public expires: number,
    /** Until when it is kept. */
    public keptUntil: number,
    public bytes: number,
  ) {}
}
