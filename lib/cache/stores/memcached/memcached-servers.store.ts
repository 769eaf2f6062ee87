import { CacheStore } from '../cache-store.js';
import type { LeasesUntilClose } from '../leases-until-close.js';
import { newGeneration } from './memcached-node.js';
import type { MemcachedNames } from './memcached-names.js';
import type { MemcachedNodes } from './memcached-nodes.js';

/** Entries on one or several memcached servers. */
export class MemcachedServersStore extends CacheStore {
  readonly #nodes: MemcachedNodes;
  readonly #names: MemcachedNames;
  readonly #leases: LeasesUntilClose;

  constructor(nodes: MemcachedNodes, names: MemcachedNames, leases: LeasesUntilClose) {
    super();
    this.#leases = leases;
    this.#nodes = nodes;
    this.#names = names;
  }

  async connect(): Promise<void> {
    // One that is away must not keep the others out of use.
    await Promise.any(this.#nodes.all.map((node) => node.connect()));
  }

  nodes(): readonly string[] {
    return this.#nodes.all.map(({ address }) => address);
  }

  nodeOf(key: string): string {
    return this.#nodes.addressOf(key);
  }

  async ping(node: string): Promise<void> {
    await this.#nodes.at(node).ping();
  }

  async get(key: string): Promise<string | undefined> {
    const names = [this.#names.generation, this.#names.entry(key)];
    const [generation, text] = await this.#nodes.of(key).get(names);
    if (generation === undefined || !text?.startsWith(generation)) return undefined;
    return text.slice(generation.length);
  }

  async set(key: string, entry: string, ttl: number): Promise<void> {
    const node = this.#nodes.of(key);
    const generation = await node.generation(this.#names.generation);
    // The lease first: a load that commits in between finds it gone, and takes its entry back.
    await Promise.all([
      node.delete(this.#names.lease(key)),
      node.set(this.#names.entry(key), generation + entry, ttl),
    ]);
  }

  async delete(key: string): Promise<void> {
    const node = this.#nodes.of(key);
    await Promise.all([node.delete(this.#names.lease(key)), node.delete(this.#names.entry(key))]);
  }

  async clear(node: string): Promise<void> {
    await this.#nodes.at(node).set(this.#names.generation, newGeneration(), 0);
  }

  async close(): Promise<void> {
    await this.#leases.releaseAll();
    for (const node of this.#nodes.all) node.close();
  }
}
