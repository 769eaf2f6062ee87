import type { CacheStore } from '../../../lib/cache/stores/cache-store.js';

/** As the guard does before it lets anything through: connect() is content with one node of several. */
export async function reachNodes(store: CacheStore): Promise<void> {
  await Promise.all(store.nodes().map((node) => store.ping(node)));
}
