import { TOO_LATE, withinTime } from '../../foundation/within-time.js';
import { UNAVAILABLE } from './unavailable.js';
import { UnderWay } from './under-way.js';

/** What is added lasts as long as the turn, although nobody waits for its answer any more. */
type Work<T> = (left: number, operations: UnderWay) => Promise<T>;

/** One write of a key at a time, in the order in which they are asked for; keys do not wait for one another. */
export class KeyTurns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #longest: number;

  /** `longest`: milliseconds that an operation which does not end makes the next turn wait. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** `limit` milliseconds are for waiting and `work` together: `work` gets what is left of them. */
  take<T>(key: string, limit: number, work: Work<T>): Promise<T | typeof UNAVAILABLE> {
    const before = this.#last.get(key);
    const operations = new UnderWay();
    const turn =
      before === undefined
        ? work(limit, operations)
        : this.#after(before, limit, (left) => work(left, operations));
    const end = this.#end(before, turn, operations).then(() => {
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

  /** Also of the one before: who has given up waiting does not let others pass. */
  async #end(
    before: Promise<unknown> | undefined,
    turn: Promise<unknown>,
    operations: UnderWay,
  ): Promise<void> {
    await Promise.allSettled([before, turn]);
    // One that was given up may still have a step to take, such as a write after a read.
    if (!operations.isOver) await withinTime(operations.over(), this.#longest);
  }
}
