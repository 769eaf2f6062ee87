import type { KeptValue } from '../values/kept-value.js';

/** What a caller is given at once: the promise that all share, or the value to copy. */
export type Ready = Promise<unknown> | KeptValue;

/** Entries of a full table; for one more V8 makes it twice as large. */
const FULL = 8_192;
/** Entries that stay: with less than a quarter of its places taken, V8 would make the table smaller again. */
const STAYING = FULL / 2;

/** The slot of each key; or, where that is ready, the answer of its entry, so that a hit needs no second look. */
export class SlotIndex {
  #found = roomyMap();
  /** The key that was last looked for in vain: most often the next to be written. */
  #missed: string | undefined;
  /** The slots of keys whose answer is ready. */
  readonly #behind = new Map<string, number>();

  look(key: string): number | Ready | undefined {
    const found = this.#found.get(key);
    if (found === undefined) this.#missed = key;
    return found;
  }

  /** The same for a key that is to be written: no look at the table for the one that was just looked for in vain. */
  find(key: string): number | Ready | undefined {
    return this.#missed !== undefined && key === this.#missed ? undefined : this.#found.get(key);
  }

  slotOf(key: string): number | undefined {
    const found = this.find(key);
    return typeof found === 'object' ? this.#behind.get(key) : found;
  }

  set(key: string, slot: number): void {
    this.#missed = undefined;
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
 * as long. What is set later is found before the entries that stay.
 */
function roomyMap(): Map<string | number, number | Ready | undefined> {
  const map = new Map<string | number, number | Ready | undefined>();
  for (let place = 0; place <= FULL; place++) map.set(place, undefined);
  for (let place = STAYING; place <= FULL; place++) map.delete(place);
  return map;
}
