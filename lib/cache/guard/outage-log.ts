import { Logger } from '@nestjs/common';
import { causeOf } from './cause-of.js';
import { remedyFor } from './remedy-for.js';

/** Milliseconds between two tellings about one node: a server that comes and goes does not fill the log. */
const LEAST_PAUSE = 1_000;

interface Loss {
  readonly since: number;
  /** Of a loss that is told after the pause, if the node is still lost then. */
  timer: NodeJS.Timeout | undefined;
}

/** One line when a node is lost and one when it is back. Nodes are named by host and port. */
export class OutageLog {
  readonly #logger = new Logger('ProductionCache');
  readonly #losses = new Map<string, Loss>();
  readonly #toldAt = new Map<string, number>();
  #isClosed = false;

  /** Of the error, if there is one, its code is told, and what to do about it. */
  lost(node: string, reason: string, error?: unknown): void {
    if (this.#isClosed || this.#losses.has(node)) return;
    const told = sentenceOf(node, reason, error);
    const loss: Loss = { since: performance.now(), timer: undefined };
    this.#losses.set(node, loss);
    const tell = () => {
      loss.timer = undefined;
      this.#toldAt.set(node, performance.now());
      this.#logger.warn(told);
    };
    const pause = (this.#toldAt.get(node) ?? -Infinity) + LEAST_PAUSE - loss.since;
    if (pause > 0) loss.timer = setTimeout(tell, pause).unref();
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

function sentenceOf(node: string, reason: string, error: unknown): string {
  const cause = causeOf(error);
  const because = cause === undefined ? reason : `${reason} (${cause})`;
  const loss = `${node} is lost: ${because}. The application goes on without it.`;
  const remedy = remedyFor(cause);
  return remedy === undefined ? loss : `${loss} ${remedy}`;
}
