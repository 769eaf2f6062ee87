import { Place } from './entry-columns.js';
import type { EntrySlots } from './entry-slots.js';
import { Ghosts } from './ghosts.js';
import { markOf } from './key-mark.js';
import { SlotQueue } from './slot-queue.js';

/** The small queue is a twentieth: of 5, 10 and 20 % that had the best hit rates on zipf traces. */
const SMALL_SHARE = 20;

/**
 * Which entry goes, by S3-FIFO (Yang et al., SOSP 2023): new entries stand in a small queue and reach the main one only if
 * they are read there, so that keys that are used once push nothing out that is used often. Of those that left the small
 * queue unread a trace is kept, the ghost: if they come again, they go to the main queue at once.
 */
export class S3Fifo {
  readonly #slots: EntrySlots;
  readonly #small: SlotQueue;
  readonly #main: SlotQueue;
  readonly #ghosts = new Ghosts();

  constructor(slots: EntrySlots) {
    this.#slots = slots;
    this.#small = new SlotQueue(slots);
    this.#main = new SlotQueue(slots);
  }

  /** Entries with a value. */
  get size(): number {
    return this.#small.size + this.#main.size;
  }

  add(slot: number, key: string): void {
    const mark = markOf(key);
    const wasGhost = this.#ghosts.take(mark);
    this.#slots.marks[slot] = mark;
    this.#slots.places[slot] = wasGhost ? Place.main : Place.small;
    (wasGhost ? this.#main : this.#small).add(slot);
  }

  remove(slot: number): void {
    (this.#slots.places[slot] === Place.main ? this.#main : this.#small).remove(slot);
  }

  /**
   * Takes out the entry whose turn it is, of `most` that there may be. Those that were read get another round in the main
   * queue first.
   */
  takeVictim(most: number): number {
    const slots = this.#slots;
    for (;;) {
      const isSmallFull = this.#small.size * SMALL_SHARE >= this.size;
      const queue = isSmallFull || this.#main.size === 0 ? this.#small : this.#main;
      const slot = queue.oldest;
      queue.remove(slot);
      const reads = slots.takeReads(slot);
      if (reads === 0) {
        if (queue === this.#small) this.#haunt(slot, most);
        return slot;
      }
      slots.reads[slot] = queue === this.#small ? 0 : reads - 1;
      slots.places[slot] = Place.main;
      this.#main.add(slot);
    }
  }

  clear(): void {
    this.#small.clear();
    this.#main.clear();
    this.#ghosts.clear();
  }

  #haunt(slot: number, most: number): void {
    this.#ghosts.add(this.#slots.marks[slot] ?? 0, Math.min(most, this.size + 1));
  }
}
