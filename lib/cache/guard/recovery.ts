import { setTimeout as sleep } from 'node:timers/promises';
import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStore } from '../stores/cache-store.js';
import { causeOf } from './cause-of.js';
import type { GuardOptions } from './guard.options.js';
import type { KeyTurns } from './key-turns.js';
import type { RecoveryQueue, WaitingWrite } from './recovery-queue.js';
import type { RefusedEntries } from './refused-entries.js';
import { setUnlessOvertaken } from './set-unless-overtaken.js';
import { WritesLeft } from './writes-left.error.js';
import { UNAVAILABLE } from './unavailable.js';
import type { UnderWay } from './under-way.js';
import { TOO_LATE, withinTime } from '../../foundation/within-time.js';

/** Writes sent at once to a node that has just come back. */
const BATCH = 100;
/** Enough to find one on each of many nodes. */
const SPARE_KEYS = 10_000;
/** What Redis says of keys that it will take a little later, such as while their slot goes to another node. */
const FOR_NOW = ['TRYAGAIN', 'CLUSTERDOWN'];

type Sent = 'taken' | 'overtaken' | 'refused for now';

export interface RecoveryParts {
  readonly store: CacheStore;
  readonly queue: RecoveryQueue;
  readonly turns: KeyTurns;
  readonly options: GuardOptions;
  readonly counters: CacheCounters;
  readonly refused: RefusedEntries;
  readonly closing: AbortSignal;
  /** Told of a key that somebody else has written since its write was lost. */
  readonly overtaken: (key: string) => void;
}

/** Makes good what a node has missed. */
export class Recovery {
  readonly #parts: RecoveryParts;
  /** Keys whose delete is to be sent once more, for each time that something was made good; gone once that is over. */
  readonly #deleted = new Set<Set<string>>();

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
  }

  /** Rejects when the node does not answer; what was made good by then is done. With WritesLeft it can be used all the same. */
  async makeGood(node: string): Promise<void> {
    this.#parts.queue.nameNodes(this.#parts.store.nodes());
    await this.#inTime(this.#parts.store.ping(node));
    const clear = this.#parts.queue.clearOf(node);
    if (clear !== undefined) {
      await this.#inTime(this.#parts.store.clear(node));
      // Else it was asked for nothing: what it kept has gone to others in the meantime.
      if (this.#parts.store.nodes().includes(node)) this.#parts.queue.cleared(node, clear);
    }
    // Once: under steady writes the queue is never empty. What comes in the meantime is sent when the node is in use again.
    await this.#sendAll(this.#writes(node));
  }

  /** The nodes that something waits for; keys may have gone to others since they were written. */
  needing(): Set<string> {
    this.#parts.queue.nameNodes(this.#parts.store.nodes());
    const waiting = this.#parts.queue
      .writes(() => true)
      .map(([key]) => this.#parts.store.nodeOf(key));
    return new Set([...waiting, ...this.#parts.queue.nodesToClear]);
  }

  /** The key is written anew: its delete must not be sent once more. */
  rewritten(key: string): void {
    for (const keys of this.#deleted) keys.delete(key);
  }

  #writes(node: string): [string, WaitingWrite][] {
    return this.#parts.queue.writes((key) => this.#parts.store.nodeOf(key) === node);
  }

  async #sendAll(writes: readonly [string, WaitingWrite][]): Promise<void> {
    if (writes.length === 0) return;
    const deleted = new Set<string>();
    let isAllTaken = true;
    this.#deleted.add(deleted);
    try {
      for (let start = 0; start < writes.length; start += BATCH) {
        const batch = writes.slice(start, start + BATCH);
        const taken = await Promise.all(
          batch.map(([key, write]) => this.#send(key, write, deleted)),
        );
        isAllTaken &&= taken.every(Boolean);
      }
      if (!isAllTaken) throw new WritesLeft('The cache server takes some writes later.');
    } finally {
      if (deleted.size > 0) void this.#deleteAgain(deleted);
      else this.#deleted.delete(deleted);
    }
  }

  /** False: the server does not take it yet. */
  async #send(key: string, write: WaitingWrite, deleted: Set<string>): Promise<boolean> {
    const { queue, turns, options, overtaken } = this.#parts;
    const answer = await turns.take(key, options.connectLimit, async (_, operations) => {
      // Written, deleted or cleared since: sent now, it would bring back what is out of date.
      if (queue.get(key) !== write) return true;
      const sent = await this.#sendNow(key, write, operations, deleted);
      // Written again in the meantime: that write waits in its place.
      if (sent !== 'refused for now' && queue.get(key) === write) queue.remove(key);
      // Only now: until then the queue answers with what was lost.
      if (sent === 'overtaken') overtaken(key);
      return sent !== 'refused for now';
    });
    if (answer === UNAVAILABLE) throw new Error('An earlier write of the key is still under way.');
    return answer;
  }

  /** What the server refuses goes, if it can, or waits: one write must not keep the others, and the server, out of use. */
  async #sendNow(
    key: string,
    { entry, expires }: WaitingWrite,
    operations: UnderWay,
    deleted: Set<string>,
  ): Promise<Sent> {
    const { store, counters } = this.#parts;
    const left = expires - Date.now();
    const ttl = left === Infinity ? 0 : Math.ceil(left);
    const remove = () => operations.add(store.delete(key));
    const isGone = entry === undefined || left <= 0;
    let sent: Sent = 'taken';
    const set = async (text: string) => {
      if (!(await setUnlessOvertaken(this.#parts, key, text, ttl))) sent = 'overtaken';
    };
    if (isGone) deleted.add(key);
    const refusal = await this.#refusalOf(key, isGone ? remove : () => operations.add(set(entry)));
    if (refusal === undefined && sent === 'taken') counters.recovered++;
    if (refusal === undefined) return sent;
    const isForNow = FOR_NOW.includes(causeOf(refusal) ?? '');
    const isStuck = isForNow || (await this.#refusalOf(key, remove)) !== undefined;
    if (isStuck && (await this.#refusesAll(key)))
      throw new Error('The cache server takes no writes.', { cause: refusal });
    return isForNow ? 'refused for now' : 'taken';
  }

  /** Why the server has refused it although it answers; undefined: it has not. */
  async #refusalOf(key: string, operation: () => Promise<void>): Promise<Error | undefined> {
    const { store, counters } = this.#parts;
    // Wrapped, so that a rejection is not taken for a server that does not answer.
    const sending = operation().then(
      () => undefined,
      (cause: unknown) => new Error('The cache server refused a write.', { cause }),
    );
    const refusal = await this.#inTime(sending);
    if (refusal === undefined) return undefined;
    counters.serverErrors++;
    // A connection that breaks rejects as well.
    await this.#inTime(store.ping(store.nodeOf(key)));
    return refusal;
  }

  /** Whether the key's node would not even delete what is not there, as a replica would not: it is no use then. */
  async #refusesAll(key: string): Promise<boolean> {
    const { store } = this.#parts;
    const node = store.nodeOf(key);
    for (let i = 0; i < SPARE_KEYS; i++) {
      const spare = `production-readiness:spare:${i}`;
      if (store.nodeOf(spare) === node)
        return (await this.#refusalOf(spare, () => store.delete(spare))) !== undefined;
    }
    return false;
  }

  /** What other processes had sent to a frozen server is carried out when it wakes, perhaps after our deletes. */
  async #deleteAgain(keys: Set<string>): Promise<void> {
    const options = { signal: this.#parts.closing, ref: false };
    try {
      await sleep(this.#parts.options.secondDelete, undefined, options);
      for (const key of keys) await this.#inTime(this.#parts.store.delete(key));
    } catch {
      // Away again or closing; the first delete has been carried out.
    } finally {
      this.#deleted.delete(keys);
    }
  }

  async #inTime<T>(promise: Promise<T>): Promise<T> {
    const answer = await withinTime(promise, this.#parts.options.connectLimit);
    if (answer === TOO_LATE) throw new Error('The cache server did not answer in time.');
    return answer;
  }
}
