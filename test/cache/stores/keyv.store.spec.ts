import { expect, it, jest } from '@jest/globals';
import { Keyv } from 'keyv';
import { setImmediate } from 'node:timers/promises';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { openKeyvStore } from '../../../lib/cache/stores/keyv.store.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
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

/** Whose operations end later, as those of a server do. */
function slowAdapter() {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (key: string) => {
      await setImmediate();
      return entries.get(key);
    },
    set: async (key: string, value: string) => {
      await setImmediate();
      return entries.set(key, value);
    },
    delete: async (key: string) => entries.delete(key),
  };
}

it('an entry without end outlasts the ttl that the Keyv has for others', async () => {
  const { store } = openKeyvStore(new Keyv({ ttl: 1_000 }), 'test');
  await store.set('key', 'entry', 0);
  const later = Date.now() + 10_000;
  const time = jest.spyOn(Date, 'now').mockReturnValue(later);
  expect(await store.get('key')).toBe('entry');
  time.mockRestore();
});

it('the first writes of an empty store, all at once, are all read', async () => {
  const { store } = openKeyvStore(slowAdapter(), 'test');
  const keys = Array.from({ length: 100 }, (_, i) => `key:${i}`);
  await Promise.all(keys.map((key) => store.set(key, key, 0)));
  expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys);
});

it('a first write that fails is not shared with later ones', async () => {
  const adapter = slowAdapter();
  const { set } = adapter;
  const { store } = openKeyvStore(adapter, 'test');
  Object.assign(adapter, { set: () => Promise.reject(new Error('ECONNREFUSED')) });
  await expect(store.set('lost', 'entry', 0)).rejects.toThrow('ECONNREFUSED');
  Object.assign(adapter, { set });
  await store.set('key', 'entry', 0);
  expect(await store.get('key')).toBe('entry');
});

it('a first write that never ends is not shared with those after the outage', async () => {
  const adapter = slowAdapter();
  const { set } = adapter;
  const { store } = openKeyvStore(adapter, 'test');
  const { opened: asked, open: ask } = gate();
  Object.assign(adapter, { set: () => new Promise(() => ask()) });
  void store.set('lost', 'entry', 0);
  await asked;
  Object.assign(adapter, { set });
  await store.ping('any');
  await store.set('key', 'entry', 0);
  expect(await store.get('key')).toBe('entry');
});

it.each(['get', 'set'] as const)(
  'a set that timed out in its %s never overtakes a later delete',
  async (slow) => {
    const { opened, open } = gate();
    const entries = new Map<string, string>();
    const adapter = {
      get: async (key: string) => entries.get(key),
      set: async (key: string, value: string) => entries.set(key, value),
      delete: async (key: string) => entries.delete(key),
    };
    const guard = new StoreGuard(openKeyvStore(adapter, 'test').store, new CacheCounters());
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
    await guard.set('key', 'oldest', 0);
    const quick = adapter[slow];
    Object.assign(adapter, {
      [slow]: async (key: string, value: string) => {
        Object.assign(adapter, { [slow]: quick });
        await opened;
        return quick(key, value);
      },
    });
    expect(await guard.set('key', 'old', 0)).toBe(false);
    const deleting = guard.delete('key');
    open();
    expect(await deleting).toBe(true);
    // What is asked of the adapter now comes after all that was asked before.
    expect(await guard.get('key', 1_000)).toBeUndefined();
    expect(entries.has('test:v:key')).toBe(false);
    await guard.close();
  },
);
