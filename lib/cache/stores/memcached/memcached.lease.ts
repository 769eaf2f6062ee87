import { CacheLease } from '../cache-lease.js';
import type { MemcachedNames } from './memcached-names.js';
import type { MemcachedNode, Versioned } from './memcached-node.js';
import type { MemcachedNodes } from './memcached-nodes.js';

/** Leases on memcached, by `add` and by writing over a known version only. */
export class MemcachedLease extends CacheLease {
  readonly #nodes: MemcachedNodes;
  readonly #names: MemcachedNames;

  constructor(nodes: MemcachedNodes, names: MemcachedNames) {
    super();
    this.#nodes = nodes;
    this.#names = names;
  }

  /** memcached counts whole seconds: the lease may last almost one longer. */
  async acquire(key: string, token: string, duration: number): Promise<boolean> {
    const node = this.#nodes.of(key);
    const generation = await node.generation(this.#names.generation);
    const name = this.#names.lease(key);
    if (await node.add(name, generation + token, duration)) return true;
    const [current, lease] = await node.gets([this.#names.generation, name]);
    // One of an earlier generation was ended by a clear.
    if (!current || !lease || lease.value.startsWith(current.value)) return false;
    return node.replace(name, { ...lease, value: current.value + token }, duration);
  }

  async renew(key: string, token: string, duration: number): Promise<boolean> {
    const node = this.#nodes.of(key);
    const held = await this.#held(node, key, token);
    return held !== undefined && node.replace(this.#names.lease(key), held.lease, duration);
  }

  async commit(key: string, token: string, entry: string, ttl: number): Promise<boolean> {
    const node = this.#nodes.of(key);
    const held = await this.#held(node, key, token);
    if (held === undefined) return false;
    const name = this.#names.entry(key);
    const value = held.generation + entry;
    await node.set(name, value, ttl);
    // Whoever wrote or deleted the key in between has taken the lease first.
    if (await node.replace(this.#names.lease(key), held.lease, -1)) return true;
    const [current] = await node.gets([name]);
    if (current?.value === value) await node.replace(name, current, -1);
    return false;
  }

  async release(key: string, token: string): Promise<void> {
    const node = this.#nodes.of(key);
    const held = await this.#held(node, key, token);
    if (held !== undefined) await node.replace(this.#names.lease(key), held.lease, -1);
  }

  async #held(
    node: MemcachedNode,
    key: string,
    token: string,
  ): Promise<{ generation: string; lease: Versioned } | undefined> {
    const [generation, lease] = await node.gets([this.#names.generation, this.#names.lease(key)]);
    if (generation === undefined || lease?.value !== generation.value + token) return undefined;
    return { generation: generation.value, lease };
  }
}
