import { Rendezvous } from '../rendezvous.js';
import type { MemcachedNode } from './memcached-node.js';

/** The servers, and which of them keeps a key. */
export class MemcachedNodes {
  readonly #nodes: ReadonlyMap<string, MemcachedNode>;
  readonly #rendezvous: Rendezvous;

  constructor(nodes: readonly MemcachedNode[]) {
    this.#nodes = new Map(nodes.map((node) => [node.address, node]));
    this.#rendezvous = new Rendezvous([...this.#nodes.keys()]);
  }

  get all(): MemcachedNode[] {
    return [...this.#nodes.values()];
  }

  addressOf(key: string): string {
    return this.#rendezvous.nodeOf(key);
  }

  of(key: string): MemcachedNode {
    return this.at(this.addressOf(key));
  }

  at(address: string): MemcachedNode {
    const node = this.#nodes.get(address);
    if (node === undefined) throw new Error('There is no such memcached server.');
    return node;
  }
}
