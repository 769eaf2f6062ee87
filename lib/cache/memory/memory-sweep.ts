import type { Clock } from './clock.js';
import type { MemoryEntry } from './memory-entry.js';
import type { MemoryStore } from './memory-store.js';

const TICK = 500;
/** Ticks in which all entries are looked at once; with as many ghosts twice that, so that what expired is gone in ten seconds. */
const TICKS_PER_ROUND = 8;
/** Entries looked at between two looks at the time. */
const BATCH = 256;
/** Milliseconds of one tick at most; a store so large that this is too short takes more rounds. */
const TICK_BUDGET = 5;

/** Removes entries whose time is over although nobody asks for them, a few at a time. */
export class MemorySweep<Value> {
  readonly #store: MemoryStore<Value>;
  readonly #clock: Clock;
  #timer: NodeJS.Timeout | undefined;
  #round: IterableIterator<MemoryEntry<Value>> | undefined;

  constructor(store: MemoryStore<Value>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), TICK).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#round = undefined;
  }

  tick(): void {
    const share = Math.ceil(this.#store.size / TICKS_PER_ROUND);
    const end = performance.now() + TICK_BUDGET;
    for (let seen = 0; seen < share && performance.now() < end; seen += BATCH) {
      if (!this.#lookAt(BATCH)) return;
    }
  }

  /** Whether the round goes on. */
  #lookAt(count: number): boolean {
    const now = this.#clock.now();
    this.#round ??= this.#store.entries();
    for (let i = 0; i < count; i++) {
      const next = this.#round.next();
      if (next.done === true) {
        this.#round = undefined;
        return false;
      }
      const entry = next.value;
      if (entry.place !== 'ghost' && now >= entry.keptUntil) this.#store.expire(entry);
    }
    return true;
  }
}
