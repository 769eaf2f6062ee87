import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemcacheClient } from 'memcache-client';
import { GuardOptions } from '../../../lib/cache/guard/guard.options.js';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { MemcachedLease } from '../../../lib/cache/stores/memcached/memcached.lease.js';
import { MemcachedNames } from '../../../lib/cache/stores/memcached/memcached-names.js';
import { MemcachedNode } from '../../../lib/cache/stores/memcached/memcached-node.js';
import { MemcachedNodes } from '../../../lib/cache/stores/memcached/memcached-nodes.js';
import { openMemcachedStore } from '../../../lib/cache/stores/memcached.store.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { startMemcached } from '../../support/servers/memcached.mjs';
import { describeCacheLease } from './cache-lease.contract.js';
import { describeCacheStore } from './cache-store.contract.js';

/** Somebody else is always a little faster after its writes. */
class OvertakenNode extends MemcachedNode {
  overtake: () => Promise<void> = () => Promise.resolve();

  override async set(key: string, value: string, ttl: number): Promise<void> {
    await super.set(key, value, ttl);
    await this.overtake();
  }
}

describeWithServer('memcached', 'memcached', (url) => {
  const LARGEST = 900_000;
  const open = (namespace: string) => openMemcachedStore({ url, namespace });
  describeCacheStore('memcached', open, LARGEST);
  describeCacheLease('memcached', open);

  let others: Awaited<ReturnType<typeof startMemcached>>[] = [];
  beforeAll(async () => {
    others = await Promise.all([startMemcached(), startMemcached()]);
  });
  afterAll(() => Promise.all(others.map(({ stop }) => stop())));

  const openThree = (namespace: string) => {
    const [first, ...more] = [url, ...others.map((server) => server.url)];
    const urls = [first, ...more.map((other) => other.replace('memcached://', ''))];
    return openMemcachedStore({ url: urls.join(','), namespace });
  };
  describeCacheStore('three memcached servers', openThree, LARGEST);
  describeCacheLease('three memcached servers', openThree);

  it('keeps what others write while a load is being committed', async () => {
    const address = new URL(url).host;
    const node = new OvertakenNode(address, MemcacheClient);
    const names = new MemcachedNames('overtaken');
    const lease = new MemcachedLease(new MemcachedNodes([node]), names);
    const { store } = await open('overtaken');
    await store.connect();
    node.overtake = () => store.set('key', 'new', 60_000);
    expect(await lease.acquire('key', 'token', 5_000)).toBe(true);
    expect(await lease.commit('key', 'token', 'old', 60_000)).toBe(false);
    expect(await store.get('key')).toBe('new');
    node.close();
    await store.close();
  });

  it('deletes after a write that is still under way', async () => {
    const { store } = await open('order');
    const guard = new StoreGuard(store, new CacheCounters());
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
    const keys = Array.from({ length: 50 }, (_, i) => `key:${i}`);
    for (const key of keys) void guard.set(key, 'old', 0);
    await Promise.all(keys.map((key) => guard.delete(key)));
    expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map(() => undefined));
    await guard.close();
  });

  it('a set that timed out never overtakes a later delete', async () => {
    const { url: own, pid, stop } = await startMemcached();
    const { store } = await openMemcachedStore({ url: own, namespace: 'order' });
    const patient = Object.assign(new GuardOptions(), { failures: 1_000 });
    const guard = new StoreGuard(store, new CacheCounters(), patient);
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
    for (let i = 0; i < 5; i++) {
      process.kill(pid, 'SIGSTOP');
      // It may still answer for a moment.
      await eventually(async () => expect(await guard.set(`key:${i}`, 'old', 0)).toBe(false));
      const deleting = guard.delete(`key:${i}`);
      process.kill(pid, 'SIGCONT');
      expect(await deleting).toBe(true);
      expect(await store.get(`key:${i}`)).toBeUndefined();
    }
    await guard.close();
    await stop();
  });

  it('holds an entry to its end, although the clock of the server ticks in seconds', async () => {
    const { store } = await open('seconds');
    await store.connect();
    const end = Date.now() + 950;
    await store.set('key', 'entry', 1_000);
    while (Date.now() < end) expect(await store.get('key')).toBe('entry');
    await store.close();
  });

  it('refuses an entry over the limit of the server before it is sent', async () => {
    const { store } = await open('large');
    await store.connect();
    const setting = store.set('key', 'x'.repeat(2_000_000), 0);
    await expect(setting).rejects.toMatchObject({ code: 'CACHE_ENTRY_TOO_LARGE' });
    await store.close();
  });
});
