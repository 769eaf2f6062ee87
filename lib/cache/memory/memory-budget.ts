import { readMemory, type MemoryReading } from './memory-reading.js';
import type { MemoryStore } from './memory-store.js';

const RECHECK = 5_000;
const SHARE_OF_HEAP = 0.05;
const SHARE_OF_MEMORY = 0.25;
/** Part of the heap in use from which the budget shrinks. */
const PRESSURE = 0.85;
const LEAST_SHARE = 1 / 64;
/** What one entry is taken to need when the number of entries follows the memory. */
const ENTRY_BYTES = 512;

export interface MemoryBounds {
  readonly max: number | 'auto';
  readonly maxBytes?: number | 'auto' | undefined;
}

/**
 * Bounds that are given as `auto`: a twentieth of the heap's limit, and at most a quarter of what system and container
 * have left. Halved again and again while the heap is more than 85 % full, then doubled back; never less than a 64th of that
 * twentieth.
 */
export class MemoryBudget {
  readonly #store: Pick<MemoryStore, 'bound'>;
  readonly #bounds: MemoryBounds;
  readonly #read: () => MemoryReading;
  #share = 1;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    store: Pick<MemoryStore, 'bound'>,
    bounds: MemoryBounds,
    read: () => MemoryReading = readMemory,
  ) {
    this.#store = store;
    this.#bounds = bounds;
    this.#read = read;
  }

  start(): void {
    this.check();
    if (this.#bounds.max !== 'auto' && this.#bounds.maxBytes !== 'auto') return;
    this.#timer = setInterval(() => this.check(), RECHECK).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  check(): void {
    const { max, maxBytes } = this.#bounds;
    if (max !== 'auto' && maxBytes !== 'auto') return this.#store.bound(max, maxBytes ?? Infinity);
    const budget = this.#budget(this.#read());
    const most = max === 'auto' ? Math.max(1, Math.floor(budget / ENTRY_BYTES)) : max;
    this.#store.bound(most, typeof maxBytes === 'number' ? maxBytes : budget);
  }

  #budget({ heapLimit, heapUsed, available, constrained }: MemoryReading): number {
    const isFull = heapUsed > heapLimit * PRESSURE;
    this.#share = isFull ? Math.max(this.#share / 2, LEAST_SHARE) : Math.min(this.#share * 2, 1);
    const most = heapLimit * SHARE_OF_HEAP;
    const whole = Math.min(most, Math.min(available, constrained) * SHARE_OF_MEMORY);
    return Math.floor(Math.max(whole * this.#share, most * LEAST_SHARE));
  }
}
