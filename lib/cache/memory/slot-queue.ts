import { type EntryColumns, NONE } from './entry-columns.js';

/** First in, first out, with removal from anywhere: the slots are linked in their columns. */
export class SlotQueue {
  size = 0;
  oldest = NONE;
  #newest = NONE;
  readonly #slots: EntryColumns;

  constructor(slots: EntryColumns) {
    this.#slots = slots;
  }

  add(slot: number): void {
    const { newer, older } = this.#slots;
    newer[slot] = NONE;
    older[slot] = this.#newest;
    if (this.#newest === NONE) this.oldest = slot;
    else newer[this.#newest] = slot;
    this.#newest = slot;
    this.size++;
  }

  remove(slot: number): void {
    const after = this.#slots.newer[slot] ?? NONE;
    const before = this.#slots.older[slot] ?? NONE;
    if (after === NONE) this.#newest = before;
    else this.#slots.older[after] = before;
    if (before === NONE) this.oldest = after;
    else this.#slots.newer[before] = after;
    this.size--;
  }

  clear(): void {
    this.oldest = NONE;
    this.#newest = NONE;
    this.size = 0;
  }
}
