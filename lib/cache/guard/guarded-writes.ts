import type { KeyTurns } from './key-turns.js';
import type { RecoveryQueue, WaitingWrite } from './recovery-queue.js';
import { UNAVAILABLE } from './unavailable.js';

type Answer = void | typeof UNAVAILABLE | typeof OVERTAKEN;

/** A write that was not sent, because a newer one of the key, or a clear, was asked for while it waited. */
const OVERTAKEN = Symbol('overtaken');

interface AskedWrite {
  answer: Promise<Answer>;
}

export interface GuardedWritesParts {
  readonly queue: RecoveryQueue;
  readonly turns: KeyTurns;
  /** Milliseconds for one write. */
  readonly limit: number;
  readonly run: (
    key: string,
    limit: number,
    operation: () => Promise<void>,
  ) => Promise<void | typeof UNAVAILABLE>;
  readonly makeGoodLater: (key: string, write: WaitingWrite) => void;
  /** Whether a clear is still to be sent to the key's node, which takes away what is written before it. */
  readonly mustClear: (key: string) => boolean;
}

/** Writes in the order in which they were asked for; what is lost of them is handed over to be made good. */
export class GuardedWrites {
  readonly #parts: GuardedWritesParts;
  /** The last write of each key that is under way: an older one that fails later must not be made good. */
  readonly #last = new Map<string, AskedWrite>();
  #clears = 0;

  constructor(parts: GuardedWritesParts) {
    this.#parts = parts;
  }

  /** True: the server has it, or what was written over it since. */
  async write(key: string, write: WaitingWrite, operation: () => Promise<void>): Promise<boolean> {
    const { queue, turns, limit, run, makeGoodLater, mustClear } = this.#parts;
    const own: AskedWrite = { answer: Promise.resolve(OVERTAKEN) };
    this.#last.set(key, own);
    own.answer = turns.take<Answer>(key, limit, (left, operations) =>
      this.#last.get(key) === own
        ? run(key, left, () => operations.add(operation()))
        : Promise.resolve(OVERTAKEN),
    );
    const answer = await own.answer;
    const last = this.#last.get(key);
    if (last === own) {
      this.#last.delete(key);
      if (answer === UNAVAILABLE || mustClear(key)) makeGoodLater(key, write);
      else queue.remove(key);
    }
    if (answer === OVERTAKEN) return last !== undefined && (await last.answer) === undefined;
    return answer === undefined;
  }

  /** A write that nobody misses; not sent once something newer is known of the key. */
  async offer(key: string, operation: () => Promise<void>): Promise<boolean> {
    const { queue, turns, limit, run } = this.#parts;
    if (queue.get(key) !== undefined) return false;
    const clears = this.#clears;
    const isWanted = () =>
      clears === this.#clears && !this.#last.has(key) && queue.get(key) === undefined;
    const answer = await turns.take<Answer>(key, limit, (left, operations) =>
      isWanted() ? run(key, left, () => operations.add(operation())) : Promise.resolve(OVERTAKEN),
    );
    return answer === undefined;
  }

  /** Everything is cleared: no earlier write is to be sent, or made good, any more. */
  cleared(): void {
    this.#clears++;
    this.#last.clear();
  }
}
