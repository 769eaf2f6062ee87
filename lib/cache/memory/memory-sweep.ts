import type { MemoryStore } from './memory-store.js';

const TICK = 500;
/** Ticks in which all slots are looked at once: what expired is gone in four seconds. */
const TICKS_PER_ROUND = 8;
/** Slots looked at between two looks at the time. */
const BATCH = 256;
/** Milliseconds of one tick at most; a store so large that this is too short takes more rounds. */
const TICK_BUDGET = 5;

/** Removes entries whose time is over although nobody asks for them, a few at a time. */
export class MemorySweep {
  readonly #store: MemoryStore;
  #timer: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), TICK).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  tick(): void {
    const share = Math.ceil(this.#store.slots / TICKS_PER_ROUND);
    const end = performance.now() + TICK_BUDGET;
    for (let seen = 0; seen < share && performance.now() < end; seen += BATCH) {
      this.#next = this.#store.sweep(this.#next, BATCH);
      if (this.#next === 0) return;
    }
  }
}
