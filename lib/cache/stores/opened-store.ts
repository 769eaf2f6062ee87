import type { CacheBus } from './cache-bus.js';
import type { CacheLease } from './cache-lease.js';
import type { CacheStore } from './cache-store.js';

/** A store with what its server can do beyond keeping entries. Nothing of it is connected yet. */
export interface OpenedStore {
  readonly store: CacheStore;
  readonly lease?: CacheLease;
  readonly bus?: CacheBus;
}
