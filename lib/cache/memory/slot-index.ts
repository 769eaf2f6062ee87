import type { KeptValue } from '../values/kept-value.js';

/** What a caller is given at once: the promise that all share, or the value to copy. */
export type Ready = Promise<unknown> | KeptValue;

/** Places of the table that stay taken. */
const PLACES = 3_072;

/** The slot of each key; or, where that is ready, the answer of its entry, so that a hit needs no second look. */
export class SlotIndex {
  #found = roomyMap();
  /** The slots of keys whose answer is ready. */
  readonly #behind = new Map<string, number>();

  look(key: string): number | Ready | undefined {
    return this.#found.get(key);
  }

  slotOf(key: string): number | undefined {
    const found = this.#found.get(key);
    return typeof found === 'object' ? this.#behind.get(key) : found;
  }

  set(key: string, slot: number): void {
    this.#found.set(key, slot);
  }

  delete(key: string): void {
    this.#found.delete(key);
  }

  makeReady(key: string, slot: number, answer: Ready): void {
    this.#behind.set(key, slot);
    this.#found.set(key, answer);
  }

  unready(key: string, slot: number): void {
    this.#behind.delete(key);
    this.#found.set(key, slot);
  }

  clear(): void {
    this.#found = roomyMap();
    this.#behind.clear();
  }
}

/**
 * A Map whose table is never full: in a full one a look-up follows chains of two and more entries, which takes up to twice
 * as long. V8 makes a table larger only when it is full, hence entries in advance; what comes later is found before them.
 */
function roomyMap(): Map<string | number, number | Ready | undefined> {
  return new Map(Array.from({ length: PLACES }, (_, place) => [place, undefined]));
}
