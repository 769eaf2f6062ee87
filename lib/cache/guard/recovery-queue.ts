import type { GuardOptions } from './guard.options.js';

/** The state that a key must get; without an entry it must go. */
export interface WaitingWrite {
  readonly entry: string | undefined;
  /** Milliseconds since 1970 after which the entry is not worth writing; Infinity for ever. */
  readonly expires: number;
}

/** The last state of each key whose write a server has not confirmed. Bounded: what does not fit makes the nodes be cleared. */
export class RecoveryQueue {
  readonly #options: GuardOptions;
  readonly #writes = new Map<string, WaitingWrite>();
  /** Nodes to be cleared, '*' for all, each with the number of the last clear that was asked for. */
  readonly #clears = new Map<string, number>();
  #lastClear = 0;
  /** Characters of the keys and entries. */
  #text = 0;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#writes.size === 0 && this.#clears.size === 0;
  }

  get(key: string): WaitingWrite | undefined {
    return this.#writes.get(key);
  }

  add(key: string, { entry, expires }: WaitingWrite): void {
    this.remove(key);
    const left = this.#options.mostWaitingText - this.#text - key.length;
    // Deleting is always right, keeping is a service.
    const kept = entry !== undefined && entry.length <= left ? entry : undefined;
    this.#writes.set(key, { entry: kept, expires });
    this.#text += lengthOf(key, kept);
    if (left < 0 || this.#writes.size > this.#options.mostWaiting) this.clear('*');
  }

  remove(key: string): void {
    const write = this.#writes.get(key);
    if (write === undefined) return;
    this.#text -= lengthOf(key, write.entry);
    this.#writes.delete(key);
  }

  /** The node must be cleared. Of all nodes, what waits is then pointless. */
  clear(node: string): void {
    if (node === '*') {
      this.#writes.clear();
      this.#text = 0;
    }
    this.#clears.set(node, ++this.#lastClear);
  }

  /** The number of the last clear that the node has not confirmed. */
  clearOf(node: string): number | undefined {
    return this.#clears.get(node) ?? this.#clears.get('*');
  }

  mustClear(node: string): boolean {
    return this.clearOf(node) !== undefined;
  }

  /**
   * Replaces "all nodes" by their names, once these are known. So is a node that is none of them any more: any may have taken
   * over what it kept.
   */
  nameNodes(nodes: readonly string[]): void {
    if (nodes.length === 0) return;
    const gone = [...this.#clears].filter(([node]) => !nodes.includes(node));
    for (const [node, clear] of gone) {
      this.#clears.delete(node);
      for (const named of nodes) this.#clears.set(named, Math.max(clear, this.clearOf(named) ?? 0));
    }
  }

  /** The node has carried out this clear; one that was asked for later is still to come. */
  cleared(node: string, clear: number | undefined): void {
    if (this.#clears.get(node) === clear) this.#clears.delete(node);
  }

  /** The nodes to be cleared, once they have names. */
  get nodesToClear(): string[] {
    return [...this.#clears.keys()].filter((node) => node !== '*');
  }

  /** The entry that the key will have; undefined when it is to go. */
  live(key: string): string | undefined {
    const waiting = this.#writes.get(key);
    return waiting !== undefined && Date.now() < waiting.expires ? waiting.entry : undefined;
  }

  /** What waits for the keys that `isMine` takes, oldest first. */
  writes(isMine: (key: string) => boolean): [string, WaitingWrite][] {
    return [...this.#writes].filter(([key]) => isMine(key));
  }
}

function lengthOf(key: string, entry: string | undefined): number {
  return key.length + (entry?.length ?? 0);
}
