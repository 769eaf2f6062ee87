import type { Epoch } from './epoch.js';

/** Runs that nobody shares, any number of a key at a time. */
export class UnsharedFlights {
  /** In the order in which they began. */
  readonly #epochs = new Map<string, Set<Epoch>>();

  async run<T>(key: string, run: (epoch: Epoch) => Promise<T>): Promise<T> {
    const own: Epoch = { isCurrent: true };
    const all = this.#epochs.get(key) ?? new Set();
    this.#epochs.set(key, all.add(own));
    try {
      const result = await run(own);
      endBefore(own, all);
      return result;
    } finally {
      all.delete(own);
      if (all.size === 0 && this.#epochs.get(key) === all) this.#epochs.delete(key);
    }
  }

  /** The runs under way are no longer current. */
  cancel(key: string): void {
    if (this.#epochs.size > 0) this.#cancel(key);
  }

  cancelAll(): void {
    for (const key of this.#epochs.keys()) this.#cancel(key);
  }

  #cancel(key: string): void {
    for (const epoch of this.#epochs.get(key) ?? []) epoch.isCurrent = false;
    this.#epochs.delete(key);
  }
}

/** What began earlier may bring what was true before. */
function endBefore(own: Epoch, all: Set<Epoch>): void {
  for (const earlier of all) {
    if (earlier === own) return;
    earlier.isCurrent = false;
  }
}
