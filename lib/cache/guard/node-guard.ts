import type { CacheCounters } from '../statistics/cache-counters.js';
import type { GuardOptions } from './guard.options.js';
import { isFaultOfEntry, type RefusedEntries } from './refused-entries.js';
import type { UnderWay } from './under-way.js';
import { UNAVAILABLE } from './unavailable.js';

/** Milliseconds and operations by which a node that fails now and then is judged. */
const WINDOW = 10_000;
const LEAST_OPERATIONS = 20;
/** In place of an error, where an operation took too long. */
const TIMEOUT = Symbol('timeout');

export interface NodeGuardParts {
  readonly options: GuardOptions;
  readonly counters: CacheCounters;
  readonly work: UnderWay;
  readonly refused: RefusedEntries;
  /** Called when the node has failed too often; it is then left alone until `restore`. */
  readonly lost: (reason: string, error?: unknown) => void;
}

/** Time limit, cap and breaker of one node. */
export class NodeGuard {
  /** Whether operations are let through. */
  isOpenForUse = true;
  readonly #options: GuardOptions;
  readonly #counters: CacheCounters;
  readonly #work: UnderWay;
  readonly #refused: RefusedEntries;
  readonly #lost: NodeGuardParts['lost'];
  #underWay = 0;
  /** Counts how often the node has come back: what was under way before may never end. */
  #round = 0;
  #failuresInRow = 0;
  #windowEnd = 0;
  #operations = 0;
  #failures = 0;

  constructor({ options, counters, work, refused, lost }: NodeGuardParts) {
    this.#options = options;
    this.#counters = counters;
    this.#work = work;
    this.#refused = refused;
    this.#lost = lost;
  }

  get #admits(): boolean {
    return this.isOpenForUse && this.#underWay < this.#options.mostUnderWay;
  }

  /** As `run`, where operations are let through; else it is not begun, and counted. */
  ask<T>(limit: number, operation: () => Promise<T>): Promise<T | typeof UNAVAILABLE> {
    if (this.#admits) return this.run(limit, operation);
    this.#counters.serverSkipped++;
    return Promise.resolve(UNAVAILABLE);
  }

  lose(reason: string, error?: unknown): void {
    if (!this.isOpenForUse) return;
    this.isOpenForUse = false;
    this.#lost(reason, error);
  }

  restore(): void {
    this.isOpenForUse = true;
    this.#round++;
    this.#underWay = 0;
    this.#failuresInRow = 0;
    this.#windowEnd = 0;
  }

  /** Never rejects; what comes after the limit is ignored. */
  run<T>(limit: number, operation: () => Promise<T>): Promise<T | typeof UNAVAILABLE> {
    const round = this.#round;
    this.#underWay++;
    this.#work.begin();
    return new Promise((resolve) => {
      let isOver = false;
      const settle = (answer: T | typeof UNAVAILABLE, failure?: unknown) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        this.#work.end();
        this.#judge(failure);
        resolve(answer);
      };
      // An answer may lie in the socket while this process was busy: it is looked at before time is called.
      const timer = setTimeout(
        () => setImmediate(() => settle(UNAVAILABLE, TIMEOUT)),
        limit,
      ).unref();
      const ended = (answer: T | typeof UNAVAILABLE, failure?: unknown) => {
        if (round === this.#round) this.#underWay--;
        settle(answer, failure);
      };
      const failed = (error: unknown) => ended(UNAVAILABLE, error ?? 'error');
      try {
        Promise.resolve(operation()).then(ended, failed);
      } catch (error) {
        // A store of the user's that throws instead of rejecting.
        failed(error);
      }
    });
  }

  #judge(failure: unknown): void {
    if (failure === undefined) {
      this.#failuresInRow = 0;
      this.#operations++;
      return;
    }
    if (isFaultOfEntry(failure)) {
      this.#refused.add(failure);
      return;
    }
    if (failure === TIMEOUT) this.#counters.serverTimeouts++;
    else this.#counters.serverErrors++;
    this.#failuresInRow++;
    if (!this.#isTooMany()) return;
    if (failure === TIMEOUT) this.lose('it does not answer in time');
    else this.lose('its operations fail', failure);
  }

  #isTooMany(): boolean {
    const now = performance.now();
    if (now >= this.#windowEnd) {
      this.#windowEnd = now + WINDOW;
      this.#operations = 0;
      this.#failures = 0;
    }
    this.#operations++;
    this.#failures++;
    const isFailingOften =
      this.#operations >= LEAST_OPERATIONS && this.#failures * 2 > this.#operations;
    return this.#failuresInRow >= this.#options.failures || isFailingOften;
  }
}
