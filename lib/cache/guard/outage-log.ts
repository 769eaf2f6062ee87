import { Logger } from '@nestjs/common';
import { causeOf } from './cause-of.js';

/** Milliseconds between two tellings about one node: a server that comes and goes does not fill the log. */
const LEAST_PAUSE = 1_000;

/** One line when a node is lost and one when it is back. Nodes are named by host and port. */
export class OutageLog {
  readonly #logger = new Logger('ProductionCache');
  readonly #lostSince = new Map<string, number>();
  readonly #toldAt = new Map<string, number>();

  /** Of the error, if there is one, its code is told. */
  lost(node: string, reason: string, error?: unknown): void {
    if (this.#lostSince.has(node)) return;
    const now = performance.now();
    if (now - (this.#toldAt.get(node) ?? -Infinity) < LEAST_PAUSE) return;
    this.#toldAt.set(node, now);
    this.#lostSince.set(node, now);
    const cause = causeOf(error);
    const told = cause === undefined ? reason : `${reason} (${cause})`;
    this.#logger.warn(`${node} is lost: ${told}. The application goes on without it.`);
  }

  back(node: string): void {
    const since = this.#lostSince.get(node);
    if (since === undefined) return;
    this.#lostSince.delete(node);
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    this.#logger.log(`${node} is back after ${seconds} s.`);
  }
}
