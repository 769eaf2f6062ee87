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
    expect(cache.statistics.figures()).toMatchObject({ loads: 1, misses: 0 });
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
    const told: unknown[] = [];
    cache.on('set', ({ value }) => told.push(value));
    const first = await begun(forced, 'first');
    const second = await begun(forced, 'second');
    await act();
    first.open();
    second.open();
    expect(await Promise.all([first.loading, second.loading])).toEqual(['first', 'second']);
    expect(await cache.get('key')).toBe(left);
    expect(told).toEqual(left === undefined ? [] : [left]);
  });

  it.each([
    ['it ends after the first', [0, 1]],
    ['it ends before the first', [1, 0]],
  ])('loads for each caller, and keeps what the last of them brings: %s', async (_, order) => {
    for (const isOneByOne of [true, false]) {
      const both = [await begun(forced, 'first'), await begun(forced, 'second')];
      for (const index of order) {
        both[index]?.open();
        if (isOneByOne) await both[index]?.loading;
      }
      expect(await Promise.all(both.map(({ loading }) => loading))).toEqual(['first', 'second']);
      expect(await cache.get('key')).toBe('second');
    }
  });

  it('is not undone by a load that began before', async () => {
    await cache.del('key');
    const earlier = await begun(plain, 'earlier');
    await cache.wrap('key', () => 'new', { forceFresh });
    earlier.open();
    expect(await earlier.loading).toBe('earlier');
    expect(await cache.get('key')).toBe('new');
  });

  it('leaves the load that others share alone when it fails', async () => {
    await cache.del('key');
    const shared = await begun(plain, 'shared');
    const failing = cache.wrap('key', () => Promise.reject(new Error('away')), { forceFresh });
    await expect(failing).rejects.toThrow('away');
    const waiting = cache.wrap('key', () => 'other');
    shared.open();
    expect(await waiting).toBe('shared');
    expect(await cache.get('key')).toBe('shared');
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

    async function startTwo(on: string, memory?: boolean): Promise<void> {
      const instance = () => createProductionCache({ provider, url: on, namespace, memory });
      [own, other] = [await instance(), await instance()];
      caches.push(own, other);
      await eventually(async () => {
        for (const [writer, reader] of [
          [own, other],
          [other, own],
        ] as const) {
          const key = randomUUID();
          await writer.set(key, 1);
          expect(await reader.get(key)).toBe(1);
        }
      });
      await own.set('key', 'held');
      await eventually(async () => expect(await other.get('key')).toBe('held'));
    }

    const forced = (load: () => Promise<string>) => own.wrap('key', load, { forceFresh });

    afterEach(() => Promise.all(caches.splice(0).map((cache) => cache.disconnect())));

    it.each([undefined, false])('is on the server when it ends (memory: %s)', async (memory) => {
      await startTwo(url, memory);
      expect(await forced(() => Promise.resolve('new'))).toBe('new');
      expect(await own.get('key')).toBe('new');
      await eventually(async () => expect(await other.get('key')).toBe('new'));
      expect(await own.wrap<unknown>('key', () => undefined, { forceFresh })).toBeUndefined();
      expect(await own.get('key')).toBeUndefined();
      await eventually(async () => expect(await other.get('key')).toBeUndefined());
    });

    it('waits for no load elsewhere, and is not undone by it', async () => {
      await startTwo(url);
      await own.del('key');
      await eventually(async () => expect(await other.get('key')).toBeUndefined());
      const elsewhere = await begun((load) => other.wrap('key', load), 'earlier');
      expect(await forced(() => Promise.resolve('new'))).toBe('new');
      elsewhere.open();
      expect(await elsewhere.loading).toBe('earlier');
      for (const cache of [own, other]) {
        await eventually(async () => expect(await cache.get('key')).toBe('new'));
      }
    });

    it.each([
      ['deletes the key', () => own.del('key'), undefined],
      ['writes the key', () => own.set('key', 'newer'), 'newer'],
      ['leaves it', () => undefined, 'new'],
    ])('is kept over an outage unless somebody %s in it', async (_, act, left) => {
      const server = await start();
      try {
        await startTwo(server.url);
        const { loading, open } = await begun(forced, 'new');
        process.kill(server.pid, 'SIGSTOP');
        // Until nothing is sent to the server any more, which would do late what was sent in vain.
        for (let i = 0; i < 10; i++) await own.get(randomUUID());
        open();
        expect(await loading).toBe('new');
        await act();
        expect(await own.get('key')).toBe(left);
        process.kill(server.pid, 'SIGCONT');
        await eventually(async () => expect(await other.get('key')).toBe(left));
        await eventually(async () => expect(await own.get('key')).toBe(left));
      } finally {
        await server.stop();
      }
    });

    it('gives way to what is done while the server does not answer to it', async () => {
      const server = await start();
      try {
        await startTwo(server.url);
        const { loading, open } = await begun(forced, 'new');
        process.kill(server.pid, 'SIGSTOP');
        open();
        // Held, and under way to the server.
        await eventually(async () => expect(await own.get('key')).toBe('new'));
        await own.del('key');
        expect(await loading).toBe('new');
        process.kill(server.pid, 'SIGCONT');
        await eventually(async () => expect(await other.get('key')).toBeUndefined());
        expect(await own.get('key')).toBeUndefined();
      } finally {
        await server.stop();
      }
    });
  });
}
