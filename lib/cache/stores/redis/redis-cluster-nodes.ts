import { slotOf } from './slot-of.js';

type Cluster = ReturnType<(typeof import('redis'))['createCluster']>;

/** Enough to find one on each node of a large cluster. */
const MOST_TAGS = 20_000;

/** Which node has what, and whether it answers. */
export class RedisClusterNodes {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  all(): string[] {
    return this.#cluster.masters.map(({ address }) => address);
  }

  /** Empty while no node has the slot. */
  of(tag: string): string {
    return this.#cluster.slots[slotOf(tag)]?.master.address ?? '';
  }

  async ping(address: string): Promise<void> {
    try {
      await this.#ask(address);
    } catch (error) {
      // Another may have taken its place.
      await this.#lookAnew(address);
      throw error;
    }
  }

  async #ask(address: string): Promise<void> {
    const node = this.#cluster.masters.find((master) => master.address === address);
    if (node !== undefined) await (await this.#cluster.nodeClient(node)).ping();
    else if (address === '' && this.#tagOn('') !== undefined) throw new Error('no node has a slot');
  }

  /** node-redis asks who has which slots when a node says that it has not one: so one is asked for another's slot. */
  async #lookAnew(away: string): Promise<void> {
    const [asked, owner] = this.#cluster.masters.filter(
      ({ address, client }) => address !== away && client?.isReady,
    );
    const tag = owner && this.#tagOn(owner.address);
    if (asked === undefined || tag === undefined) return;
    this.#cluster.slots[slotOf(tag)] = { master: asked };
    await this.#cluster.mGet([`{${tag}}`]);
  }

  /** A hash tag that this node has. */
  #tagOn(address: string): string | undefined {
    for (let i = 0; i < MOST_TAGS; i++) if (this.of(String(i)) === address) return String(i);
    return undefined;
  }
}
