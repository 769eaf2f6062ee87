import { FaultyStore } from 'nestjs-production-readiness/testing';
import type { CacheStore } from '../../../lib/cache/stores/cache-store.js';
import { describeCacheStore } from './cache-store.contract.js';

const stores = new Map<string, CacheStore>();

describeCacheStore('the store that fails on command', (namespace) => {
  const store = stores.get(namespace) ?? new FaultyStore();
  stores.set(namespace, store);
  return { store };
});
