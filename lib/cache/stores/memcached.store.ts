import { addressOf } from '../../foundation/cache-url.js';
import { LeasesUntilClose } from './leases-until-close.js';
import type { OpenedStore } from './opened-store.js';
import { MemcachedLease } from './memcached/memcached.lease.js';
import { MemcachedNames } from './memcached/memcached-names.js';
import { MemcachedNode } from './memcached/memcached-node.js';
import { MemcachedNodes } from './memcached/memcached-nodes.js';
import { MemcachedServersStore } from './memcached/memcached-servers.store.js';
import { strictClient } from './memcached/strict-client.js';
import { MissingClientError } from './missing-client.error.js';
import { serverUrl } from './server-url.js';

export interface MemcachedStoreOptions {
  readonly namespace: string;
  /** `memcached://a:11211,b:11211`. */
  readonly url: string;
}

/** memcached by memcache-client, which is loaded here and nowhere else. Nothing is connected yet. */
export async function openMemcachedStore(options: MemcachedStoreOptions): Promise<OpenedStore> {
  const { hosts } = serverUrl(options.url);
  const { MemcacheClient } = await loadClient();
  const Client = strictClient(MemcacheClient);
  const nodes = new MemcachedNodes(hosts.map((host) => new MemcachedNode(addressOf(host), Client)));
  const names = new MemcachedNames(options.namespace);
  const lease = new LeasesUntilClose(new MemcachedLease(nodes, names));
  return { store: new MemcachedServersStore(nodes, names, lease), lease };
}

async function loadClient(): Promise<typeof import('memcache-client')> {
  try {
    return await import('memcache-client');
  } catch (error) {
    throw new MissingClientError('memcached', 'memcache-client', error);
  }
}
