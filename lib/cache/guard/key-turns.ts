import { TOO_LATE, withinTime } from '../../foundation/within-time.js';
import { UNAVAILABLE } from './unavailable.js';

/** One write of a key at a time, in the order in which they are asked for; keys do not wait for one another. */
export class KeyTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** `limit` milliseconds are for waiting and `work` together: `work` gets what is left of them. */
  take<T>(
    key: string,
    limit: number,
    work: (left: number) => Promise<T>,
  ): Promise<T | typeof UNAVAILABLE> {
    const before = this.#last.get(key);
    const turn = before === undefined ? work(limit) : this.#after(before, limit, work);
    // Also of the one before: who has given up waiting does not let others pass.
    const end = Promise.allSettled([before, turn]).then(() => {
      if (this.#last.get(key) === end) this.#last.delete(key);
    });
    this.#last.set(key, end);
    return turn;
  }

  async #after<T>(
    before: Promise<unknown>,
    limit: number,
    work: (left: number) => Promise<T>,
  ): Promise<T | typeof UNAVAILABLE> {
    const began = performance.now();
    if ((await withinTime(before, limit)) === TOO_LATE) return UNAVAILABLE;
    const left = limit - (performance.now() - began);
    return left > 0 ? work(left) : UNAVAILABLE;
  }
}
