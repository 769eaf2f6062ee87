import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ProductionCache } from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { startMemcached } from '../../support/servers/memcached.mjs';
import { startRedis } from '../../support/servers/redis.mjs';

const forceFresh = true;

/** A load that has begun and goes on until `open`. */
async function begun(wrap: (load: () => Promise<string>) => Promise<string>, value: string) {
  const { opened: started, open: start } = gate();
  const { opened, open } = gate();
  const loading = wrap(async () => {
    start();
    await opened;
    return value;
  });
  await started;
  return { loading, open };
}

describe('wrap with forceFresh', () => {
  let cache: ProductionCache;
  let advance: (milliseconds: number) => void;
  const forced = (load: () => Promise<string>) => cache.wrap('key', load, { forceFresh });
  const plain = (load: () => Promise<string>) => cache.wrap('key', load);

  beforeEach(async () => {
    ({ cache, advance } = await testCache({ ttl: 1_000, grace: 5_000 }));
    await cache.set('key', 'held');
  });
  afterEach(() => cache.disconnect());

  it('keeps what it loads in place of what is held', async () => {
    const set: unknown[] = [];
    cache.on('set', ({ value }) => set.push(value));
    expect(await cache.wrap('key', () => 'new', { forceFresh })).toBe('new');
    expect(await cache.get('key')).toBe('new');
    expect(set).toEqual(['new']);
    expect(await cache.wrap('key', () => 'other', { forceFresh: false })).toBe('new');
    expect(cache.statistics.figures()).toMatchObject({ loads: 1, misses: 1 });
  });

  it('lets others have what is held in the meantime', async () => {
    const { loading, open } = await begun(forced, 'new');
    expect(await cache.wrap('key', () => 'other')).toBe('held');
    open();
    await loading;
    expect(await cache.wrap('key', () => 'other')).toBe('new');
  });

  it('gives the error of the loader whatever the grace, and others still what is held', async () => {
    const failing = cache.wrap('key', () => Promise.reject(new Error('away')), { forceFresh });
    await expect(failing).rejects.toThrow('away');
    expect(await cache.get('key')).toBe('held');
    advance(2_000);
    const late = cache.wrap('key', () => Promise.reject(new Error('away')), { forceFresh });
    await expect(late).rejects.toThrow('away');
    expect(await cache.wrap('key', () => Promise.reject(new Error('away')))).toBe('held');
  });

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
  ])('holds nothing any more when the loader brings %s', async (_, value) => {
    expect(await cache.wrap<unknown>('key', () => value, { forceFresh })).toBe(value);
    expect(await cache.get('key')).toBeUndefined();
  });

  it.each([
    ['a delete', () => cache.del('key'), undefined],
    ['a write', () => cache.set('key', 'written'), 'written'],
    ['a clear', () => cache.clear(), undefined],
  ])('lets %s win over the load that is under way', async (_, act, left) => {
    const first = await begun(forced, 'first');
    const second = await begun(forced, 'second');
    await act();
    first.open();
    second.open();
    expect(await Promise.all([first.loading, second.loading])).toEqual(['first', 'second']);
    expect(await cache.get('key')).toBe(left);
  });

  it('loads for each caller, and keeps what the last of them brings, whichever ends first', async () => {
    const first = await begun(forced, 'first');
    const second = await begun(forced, 'second');
    second.open();
    expect(await second.loading).toBe('second');
    first.open();
    expect(await first.loading).toBe('first');
    expect(await cache.get('key')).toBe('second');
  });

  it('is not undone by a load that began before', async () => {
    await cache.del('key');
    const earlier = await begun(plain, 'earlier');
    await cache.wrap('key', () => 'new', { forceFresh });
    earlier.open();
    expect(await earlier.loading).toBe('earlier');
    expect(await cache.get('key')).toBe('new');
  });
});

const SERVERS = [
  ['redis', startRedis],
  ['memcached', startMemcached],
] as const;

for (const [provider, start] of SERVERS) {
  describeWithServer(provider, `wrap with forceFresh on ${provider}`, (url) => {
    const namespace = `test-${randomUUID()}`;
    const caches: ProductionCache[] = [];
    let own: ProductionCache;
    let other: ProductionCache;

    async function instance(on: string): Promise<ProductionCache> {
      const cache = await createProductionCache({ provider, url: on, namespace });
      caches.push(cache);
      return cache;
    }

    async function startTwo(on: string): Promise<void> {
      [own, other] = [await instance(on), await instance(on)];
      await eventually(async () => {
        await own.set('key', 'held');
        expect(await other.get('key')).toBe('held');
        await other.set('key', 'held');
        expect(await own.get('key')).toBe('held');
      });
    }

    const forced = (load: () => Promise<string>) => own.wrap('key', load, { forceFresh });

    afterEach(() => Promise.all(caches.splice(0).map((cache) => cache.disconnect())));

    it('reaches the other instances', async () => {
      await startTwo(url);
      expect(await forced(() => Promise.resolve('new'))).toBe('new');
      await eventually(async () => expect(await other.get('key')).toBe('new'));
      expect(await own.get('key')).toBe('new');
    });

    it('waits for no load elsewhere, and is not undone by it', async () => {
      await startTwo(url);
      await own.del('key');
      await eventually(async () => expect(await other.get('key')).toBeUndefined());
      const elsewhere = await begun((load) => other.wrap('key', load), 'earlier');
      expect(await forced(() => Promise.resolve('new'))).toBe('new');
      const third = await instance(url);
      await eventually(async () => expect(await third.get('key')).toBe('new'));
      elsewhere.open();
      expect(await elsewhere.loading).toBe('earlier');
      for (const cache of [own, other]) {
        await eventually(async () => expect(await cache.get('key')).toBe('new'));
      }
    });

    it('lets a delete elsewhere win over the load that is under way', async () => {
      await startTwo(url);
      const { loading, open } = await begun(forced, 'new');
      await other.del('key');
      open();
      expect(await loading).toBe('new');
      for (const cache of [own, other]) {
        await eventually(async () => expect(await cache.get('key')).toBeUndefined());
      }
    });

    it('brings nothing older back after an outage', async () => {
      const server = await start();
      try {
        await startTwo(server.url);
        const before = await begun(forced, 'first');
        process.kill(server.pid, 'SIGSTOP');
        before.open();
        expect(await before.loading).toBe('first');
        // Until nothing is sent to the server any more, which would do late what was sent in vain.
        for (let i = 0; i < 10; i++) await own.get(randomUUID());
        expect(await forced(() => Promise.resolve('second'))).toBe('second');
        process.kill(server.pid, 'SIGCONT');
        await eventually(async () => expect(await other.get('key')).toBe('second'));
        await eventually(async () => expect(await own.get('key')).toBe('second'));
      } finally {
        await server.stop();
      }
    });
  });
}
