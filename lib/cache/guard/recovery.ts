import { setTimeout as sleep } from 'node:timers/promises';
import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStore } from '../stores/cache-store.js';
import type { GuardOptions } from './guard.options.js';
import type { RecoveryQueue, WaitingWrite } from './recovery-queue.js';
import { setOrDelete } from './set-or-delete.js';
import { TOO_LATE, withinTime } from '../../foundation/within-time.js';

/** Writes sent at once to a node that has just come back. */
const BATCH = 100;

/** Makes good what a node has missed. */
export class Recovery {
  readonly #store: CacheStore;
  readonly #queue: RecoveryQueue;
  readonly #options: GuardOptions;
  readonly #counters: CacheCounters;
  readonly #closing: AbortSignal;
  /** Keys whose delete is to be sent once more. */
  readonly #deleted = new Set<string>();

  constructor(
    store: CacheStore,
    queue: RecoveryQueue,
    options: GuardOptions,
    counters: CacheCounters,
    closing: AbortSignal,
  ) {
    this.#store = store;
    this.#queue = queue;
    this.#options = options;
    this.#counters = counters;
    this.#closing = closing;
  }

  /** Rejects when the node does not answer; what was made good by then is done. */
  async makeGood(node: string): Promise<void> {
    this.#queue.nameNodes(this.#store.nodes());
    await this.#inTime(this.#store.ping(node));
    if (this.#queue.mustClear(node)) {
      await this.#inTime(this.#store.clear(node));
      this.#queue.cleared(node);
    }
    // Once: under steady writes the queue is never empty. What comes in the meantime is sent when the node is in use again.
    await this.#sendAll(this.#writes(node));
  }

  /** The nodes that something waits for; keys may have gone to others since they were written. */
  needing(): Set<string> {
    const waiting = this.#queue.writes(() => true).map(([key]) => this.#store.nodeOf(key));
    return new Set([...waiting, ...this.#queue.nodesToClear]);
  }

  /** The key is written anew: its delete must not be sent once more. */
  rewritten(key: string): void {
    this.#deleted.delete(key);
  }

  #writes(node: string): [string, WaitingWrite][] {
    return this.#queue.writes((key) => this.#store.nodeOf(key) === node);
  }

  async #sendAll(writes: readonly [string, WaitingWrite][]): Promise<void> {
    for (let start = 0; start < writes.length; start += BATCH) {
      const batch = writes.slice(start, start + BATCH);
      await Promise.all(batch.map(([key, write]) => this.#send(key, write)));
    }
    const deleted = writes.filter(([, write]) => write.entry === undefined).map(([key]) => key);
    for (const key of deleted) this.#deleted.add(key);
    if (deleted.length > 0) void this.#deleteAgain(deleted);
  }

  async #send(key: string, write: WaitingWrite): Promise<void> {
    const ttl = write.expires === Infinity ? 0 : write.expires - Date.now();
    const sending =
      write.entry === undefined || ttl < 0
        ? this.#store.delete(key)
        : setOrDelete(this.#store, this.#counters, key, write.entry, Math.ceil(ttl));
    await this.#inTime(sending);
    this.#counters.recovered++;
    // Written again in the meantime: that write is on its way, or waits in its place.
    if (this.#queue.get(key) === write) this.#queue.remove(key);
  }

  /** What other processes had sent to a frozen server is carried out when it wakes, perhaps after our deletes. */
  async #deleteAgain(keys: readonly string[]): Promise<void> {
    const options = { signal: this.#closing, ref: false };
    try {
      await sleep(this.#options.secondDelete, undefined, options);
      for (const key of keys) {
        if (this.#deleted.delete(key)) await this.#inTime(this.#store.delete(key));
      }
    } catch {
      // Away again or closing; the first delete has been carried out.
    }
  }

  async #inTime<T>(promise: Promise<T>): Promise<T> {
    const answer = await withinTime(promise, this.#options.connectLimit);
    if (answer === TOO_LATE) throw new Error('The cache server did not answer in time.');
    return answer;
  }
}
