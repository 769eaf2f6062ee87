import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BusListener, type BusMessage, CacheBus } from '../cache-bus.js';
import { RedisBusLine } from './redis-bus-line.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisNames } from './redis-names.js';

/** Milliseconds between two looks which nodes there are. */
const LOOK = 500;
/** The same until there are any: who waits for the load of another process is woken by the bus from the first on. */
const FIRST_LOOK = 5;

type LineState = 'trying' | 'joined' | 'failed';

/**
 * Messages over pub/sub, by a line to each node. A cluster's nodes hand each message on to all others, but what they lose on
 * the way nobody tells of: so that of a key is heard from its own node, and only from others while there is no line to it.
 */
export class RedisBus extends CacheBus {
  readonly #connection: RedisConnection;
  readonly #names: RedisNames;
  readonly #origin: string;
  readonly #lines = new Map<string, RedisBusLine>();
  readonly #states = new Map<string, LineState>();
  /** Lines to nodes that are none any more. */
  readonly #leaving = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #following: Promise<void> | undefined;
  #isJoined = false;
  #isRefusalTold = false;

  constructor(connection: RedisConnection, names: RedisNames, origin: string) {
    super();
    this.#connection = connection;
    this.#names = names;
    this.#origin = origin;
  }

  listen(listener: BusListener): void {
    this.#following ??= this.#follow(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#following;
    await Promise.all([...this.#leaving, ...[...this.#lines.values()].map((line) => line.close())]);
  }

  async #follow(listener: BusListener): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      this.#meet(this.#connection.nodes(), listener);
      const pause = this.#lines.size === 0 ? FIRST_LOOK : LOOK;
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** One line for each of these nodes, and no other. */
  #meet(nodes: readonly string[], listener: BusListener): void {
    for (const [node, line] of this.#lines) {
      if (nodes.includes(node)) continue;
      this.#lines.delete(node);
      this.#states.delete(node);
      const closing = line.close().finally(() => this.#leaving.delete(closing));
      this.#leaving.add(closing);
      this.#tell(listener);
    }
    for (const node of nodes) if (!this.#lines.has(node)) this.#open(node, listener);
  }

  #open(node: string, listener: BusListener): void {
    const line = new RedisBusLine({
      subscriber: () => this.#connection.subscriber(node),
      channel: this.#names.channel,
      origin: this.#origin,
      refused: () => this.#tellRefusal(),
    });
    this.#lines.set(node, line);
    this.#states.set(node, 'trying');
    this.#tell(listener);
    const become = (next: (before: LineState | undefined) => LineState) => {
      if (this.#lines.get(node) !== line) return;
      this.#states.set(node, next(this.#states.get(node)));
      this.#tell(listener);
    };
    line.listen({
      received: (message) => {
        if (this.#isFor(node, message)) listener.received(message);
      },
      joined: () => {
        // What was under way to other nodes is not heeded any more.
        if (this.#isJoined) listener.joined();
        become(() => 'joined');
      },
      left: () => become((before) => (before === 'joined' ? 'trying' : 'failed')),
    });
  }

  /** Joined with one line at least; one that is being made is waited for, until its node is known to be away. */
  #tell(listener: BusListener): void {
    const states = [...this.#states.values()];
    const isJoined = states.includes('joined') && !states.includes('trying');
    if (isJoined === this.#isJoined) return;
    this.#isJoined = isJoined;
    if (isJoined) listener.joined();
    else listener.left();
  }

  #isFor(node: string, message: BusMessage): boolean {
    if (message.kind === 'cleared') return true;
    const owner = this.#connection.nodeOf(this.#names.bucketOf(message.key).tag);
    return owner === node || this.#states.get(owner) !== 'joined';
  }

  #tellRefusal(): void {
    if (this.#isRefusalTold) return;
    this.#isRefusalTold = true;
    new Logger('ProductionCache').warn(
      'Writes of other instances cannot be heard (NOPERM), so that every read asks the server. ' +
        `Allow the Redis user PING, and SUBSCRIBE on the channels ${this.#names.channel}*.`,
    );
  }
}
