import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStore } from '../stores/cache-store.js';
import { GuardOptions } from './guard.options.js';
import { GuardedWrites } from './guarded-writes.js';
import { KeyTurns } from './key-turns.js';
import type { NodeGuard } from './node-guard.js';
import { NodeGuards } from './node-guards.js';
import { OutageLog } from './outage-log.js';
import { Recovery } from './recovery.js';
import { RefusedEntries } from './refused-entries.js';
import { RecoveryQueue, type WaitingWrite } from './recovery-queue.js';
import { retry } from './retry.js';
import { setOrDelete } from './set-or-delete.js';
import { UnderWay } from './under-way.js';
import { UNAVAILABLE } from './unavailable.js';
import { TOO_LATE, withinTime } from '../../foundation/within-time.js';

/** Milliseconds that close() waits for what is under way, and then for the store to close. */
const END_LIMIT = 300;
const CLOSE_LIMIT = 200;
const SERVER = 'the cache server';

/** A store whose outages nobody feels: nothing here rejects, and nothing takes longer than its limit. */
export class StoreGuard {
  /** Told when a node is back and everything lost is made good. */
  recovered: () => void = () => {};
  /** Told of a key whose lost write is dropped, because somebody else has written it since. */
  overtaken: (key: string) => void = () => {};
  readonly refused: RefusedEntries;
  readonly #store: CacheStore;
  readonly #options: GuardOptions;
  readonly #counters: CacheCounters;
  readonly #queue: RecoveryQueue;
  readonly #recovery: Recovery;
  readonly #log = new OutageLog();
  readonly #nodes: NodeGuards;
  readonly #work = new UnderWay();
  readonly #guardedWrites: GuardedWrites;
  readonly #mustClear = (key: string) =>
    this.#isConnected && this.#queue.mustClear(this.#store.nodeOf(key));
  #isConnected = false;
  readonly #closing = new AbortController();

  constructor(store: CacheStore, counters: CacheCounters, options = new GuardOptions()) {
    this.#store = store;
    this.#counters = counters;
    this.refused = new RefusedEntries(counters);
    this.#options = options;
    this.#queue = new RecoveryQueue(options);
    const order = { queue: this.#queue, turns: new KeyTurns(options.longestTurn) };
    const parts = { options, counters, refused: this.refused, closing: this.#closing.signal };
    const overtaken = (key: string) => this.overtaken(key);
    this.#recovery = new Recovery({ ...parts, ...order, store, overtaken });
    this.#nodes = new NodeGuards({
      ...parts,
      recovery: this.#recovery,
      recovered: () => this.recovered(),
      log: this.#log,
      work: this.#work,
    });
    this.#guardedWrites = new GuardedWrites({
      ...order,
      limit: options.writeLimit,
      run: (key, limit, operation) => this.run(key, limit, operation),
      makeGoodLater: (key, write) => this.#makeGoodLater(key, write),
      mustClear: this.#mustClear,
    });
  }

  /** Connects in the background, until it succeeds. */
  open(): void {
    void this.#connect();
  }

  /** Whether the server is in use, however much it has to do at the moment. */
  available(key: string): boolean {
    return this.#nodeFor(key)?.isOpenForUse ?? false;
  }

  /** undefined: the server holds none. `limit` in milliseconds. */
  get(key: string, limit: number): Promise<string | undefined | typeof UNAVAILABLE> {
    if (!this.#queue.isEmpty && (this.#queue.get(key) !== undefined || this.#mustClear(key))) {
      return Promise.resolve(this.#queue.live(key));
    }
    return this.run(key, limit, () => this.#store.get(key));
  }

  /** A write that is made good after an outage. `ttl` in milliseconds, 0 for no expiry. True: the server has it. */
  set(key: string, entry: string, ttl: number): Promise<boolean> {
    const expires = ttl === 0 ? Infinity : Date.now() + ttl;
    const set = () => setOrDelete(this.#store, this.refused, key, entry, ttl);
    return this.#write(key, { entry, expires }, set);
  }

  delete(key: string): Promise<boolean> {
    const gone = { entry: undefined, expires: Infinity };
    return this.#write(key, gone, async () => this.#store.delete(key));
  }

  /** A write that nobody misses; not sent while an earlier write of the key is still to be made good. */
  offer(key: string, entry: string, ttl: number): Promise<boolean> {
    const set = () => setOrDelete(this.#store, this.refused, key, entry, ttl);
    return this.#work.add(this.#guardedWrites.offer(key, set));
  }

  async clear(): Promise<boolean> {
    this.#guardedWrites.cleared();
    this.#queue.clear('*');
    if (!this.#isConnected) return false;
    const nodes = this.#store.nodes();
    this.#queue.nameNodes(nodes);
    const answers = await Promise.all(nodes.map((node) => this.#clearNode(node)));
    return !answers.includes(UNAVAILABLE);
  }

  /** Any other operation on the node of a key. */
  run<T>(key: string, limit: number, operation: () => Promise<T>): Promise<T | typeof UNAVAILABLE> {
    const node = this.#nodeFor(key);
    if (node !== undefined) return node.ask(limit, operation);
    this.#counters.serverSkipped++;
    return Promise.resolve(UNAVAILABLE);
  }

  async close(): Promise<void> {
    this.#log.close();
    await withinTime(this.#work.over(), END_LIMIT);
    this.#closing.abort();
    this.#isConnected = false;
    await withinTime(this.#store.close(), CLOSE_LIMIT).catch(() => undefined);
  }

  #write(key: string, write: WaitingWrite, operation: () => Promise<void>): Promise<boolean> {
    this.#recovery.rewritten(key);
    return this.#work.add(this.#guardedWrites.write(key, write, operation));
  }

  #makeGoodLater(key: string, write: WaitingWrite): void {
    this.#queue.add(key, write);
    if (!this.#isConnected) return;
    this.#queue.nameNodes(this.#store.nodes());
    const nodes = [this.#store.nodeOf(key), ...this.#queue.nodesToClear];
    for (const node of nodes) void this.#nodes.repair(node);
  }

  async #clearNode(node: string): Promise<unknown> {
    const asked = this.#queue.clearOf(node);
    const clear = () => this.#store.clear(node);
    const answer = await this.#nodes.of(node).ask(this.#options.writeLimit, clear);
    if (answer === UNAVAILABLE) void this.#nodes.repair(node);
    else this.#queue.cleared(node, asked);
    return answer;
  }

  #nodeFor(key: string): NodeGuard | undefined {
    return this.#isConnected ? this.#nodes.of(this.#store.nodeOf(key)) : undefined;
  }

  async #connect(): Promise<void> {
    const { signal } = this.#closing;
    await retry(() => this.#attemptToConnect(), this.#options, signal);
    if (signal.aborted) return;
    this.#isConnected = true;
    this.#log.back(SERVER);
    this.recovered();
    // What was written while this was being connected.
    for (const node of this.#recovery.needing()) void this.#nodes.repair(node);
  }

  async #attemptToConnect(): Promise<void> {
    try {
      const outcome = await withinTime(this.#store.connect(), this.#options.connectLimit);
      if (outcome === TOO_LATE) throw new Error('too late', { cause: this.#store.lastError });
    } catch (error) {
      this.#log.lost(SERVER, 'it cannot be reached', error);
      throw error;
    }
    await this.#nodes.makeGood(this.#store.nodes());
  }
}
