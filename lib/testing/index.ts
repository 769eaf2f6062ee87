export { FaultyStore, type StoreBehaviour } from './faulty-store.js';
export { testCache, type TestCache } from './test-cache.js';
export { testConfig } from './test-config.js';
