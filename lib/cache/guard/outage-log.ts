import { Logger } from '@nestjs/common';
import { causeOf } from './cause-of.js';
import { remedyFor } from './remedy-for.js';

/** Milliseconds between two tellings about one node, twice as many each time: a server that comes and goes does not fill the log. */
const LEAST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

interface Telling {
  readonly at: number;
  /** Milliseconds until the next one. */
  readonly pause: number;
}

interface Loss {
  readonly since: number;
  /** Of a loss that is told after the pause, if the node is still lost then. */
  timer: NodeJS.Timeout | undefined;
}

/** One line when a node is lost and one when it is back. Nodes are named by host and port. */
export class OutageLog {
  readonly #logger = new Logger('ProductionCache');
  readonly #losses = new Map<string, Loss>();
  readonly #told = new Map<string, Telling>();
  #isClosed = false;

  /** Of the error, if there is one, its code is told, and what to do about it. */
  lost(node: string, reason: string, error?: unknown): void {
    if (this.#isClosed || this.#losses.has(node)) return;
    const told = sentenceOf(node, reason, error);
    const loss: Loss = { since: performance.now(), timer: undefined };
    this.#losses.set(node, loss);
    const tell = () => {
      loss.timer = undefined;
      this.#told.set(node, nextTelling(this.#told.get(node)));
      this.#logger.warn(told);
    };
    const last = this.#told.get(node);
    const left = last === undefined ? 0 : last.at + last.pause - loss.since;
    if (left > 0) loss.timer = setTimeout(tell, left).unref();
    else tell();
  }

  back(node: string): void {
    const loss = this.#losses.get(node);
    this.#losses.delete(node);
    // Nobody was told that it was lost.
    if (loss?.timer !== undefined) return clearTimeout(loss.timer);
    if (loss === undefined || this.#isClosed) return;
    const seconds = ((performance.now() - loss.since) / 1000).toFixed(1);
    this.#logger.log(`${node} is back after ${seconds} s.`);
  }

  /** Nothing is told any more: what is lost from now on is what we close. */
  close(): void {
    this.#isClosed = true;
    for (const { timer } of this.#losses.values()) clearTimeout(timer);
  }
}

/** The pause doubles as long as the node is lost again soon after it was told. */
function nextTelling(last: Telling | undefined): Telling {
  const at = performance.now();
  const isAgain = last !== undefined && at - last.at < 2 * last.pause;
  return { at, pause: isAgain ? Math.min(2 * last.pause, LONGEST_PAUSE) : LEAST_PAUSE };
}

function sentenceOf(node: string, reason: string, error: unknown): string {
  const cause = causeOf(error);
  const because = cause === undefined ? reason : `${reason} (${cause})`;
  const loss = `${node} is lost: ${because}. The application goes on without it.`;
  const remedy = remedyFor(cause);
  return remedy === undefined ? loss : `${loss} ${remedy}`;
}
