import { Keyv } from 'keyv';
import { openKeyvStore } from '../../../lib/cache/stores/keyv.store.js';
import { describeCacheStore } from './cache-store.contract.js';

const map = new Map<string, string>();
describeCacheStore('a Keyv over a Map', (namespace) =>
  openKeyvStore(new Keyv({ store: map }), namespace),
);

const plain = new Map<string, string>();
describeCacheStore('an adapter that knows no ttl', (namespace) =>
  openKeyvStore(
    {
      get: (key) => plain.get(key),
      set: (key, value) => plain.set(key, value),
      delete: (key) => plain.delete(key),
    },
    namespace,
  ),
);
