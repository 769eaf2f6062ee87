import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { CacheOptions } from '../../../lib/cache/cache.options.js';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { startMemcached } from '../../support/servers/memcached.mjs';
import { startRedis } from '../../support/servers/redis.mjs';
import { freePort, type RunningServer } from '../../support/servers/start-server.mjs';

const SERVERS = [
  ['redis', startRedis],
  ['memcached', startMemcached],
] as const;

/** Waits until what `cache` writes is read by `other`: both through the server. */
async function isReadBy(other: ProductionCache, cache: ProductionCache): Promise<void> {
  await eventually(async () => {
    const key = randomUUID();
    await cache.set(key, 'through the server');
    expect(await other.get(key)).toBe('through the server');
  });
}

for (const [provider, start] of SERVERS) {
  describeWithServer(provider, `while ${provider} is away`, () => {
    const caches: ProductionCache[] = [];
    const servers: RunningServer[] = [];

    afterEach(async () => {
      await Promise.all(caches.splice(0).map((cache) => cache.disconnect()));
      await Promise.all(servers.splice(0).map((server) => server.stop()));
    });

    async function server(port?: number): Promise<RunningServer> {
      const started = await start(port === undefined ? {} : { port });
      servers.push(started);
      return started;
    }

    const namespace = `test-${randomUUID()}`;
    async function cacheOn(url: string): Promise<ProductionCache> {
      const cache = await createProductionCache({ provider, url, namespace });
      caches.push(cache);
      return cache;
    }

    async function isNormal(url: string, cache: ProductionCache): Promise<void> {
      await isReadBy(await cacheOn(url), cache);
    }

    /** Every answer in time and right, whatever the server does. */
    async function useAll(cache: ProductionCache): Promise<void> {
      for (let i = 0; i < 10; i++) {
        const key = randomUUID();
        const began = performance.now();
        expect(await cache.wrap(key, () => ({ i }))).toEqual({ i });
        await cache.set(key, i);
        await cache.get(key);
        await cache.mget([key, randomUUID()]);
        await cache.del(key);
        expect(await cache.get(key)).toBeUndefined();
        expect(performance.now() - began).toBeLessThan(2_000);
      }
    }

    it('at boot, nobody waits, and it is used once it is there', async () => {
      const port = await freePort();
      const cache = await cacheOn(`${provider}://127.0.0.1:${port}`);
      await useAll(cache);
      const { url } = await server(port);
      await isNormal(url, cache);
    });

    it('at boot, it is used once it is there although writes never pause', async () => {
      const { url } = await server();
      const cache = await cacheOn(url);
      let isOver = false;
      const writing = (async () => {
        while (!isOver) await Promise.all([cache.set('steady', 1), setImmediate()]);
      })();
      try {
        await eventually(async () => {
          const { errors } = cache.statistics.figures();
          for (let turn = 0; turn < 10; turn++) await setImmediate();
          expect(cache.statistics.figures().errors).toBe(errors);
        }, 5_000);
      } finally {
        isOver = true;
        await writing;
      }
    });

    it('killed, nobody waits, and it is used again when it is back', async () => {
      const { url, pid, stop } = await server();
      const cache = await cacheOn(url);
      await isNormal(url, cache);
      process.kill(pid, 'SIGKILL');
      await useAll(cache);
      await stop();
      await server(Number(new URL(url).port));
      await isNormal(url, cache);
    });

    it('frozen, nobody waits, and what was deleted stays deleted', async () => {
      const { url, pid } = await server();
      const cache = await cacheOn(url);
      const other = await cacheOn(url);
      await isReadBy(other, cache);
      await eventually(async () => {
        await cache.mset(['deleted', 'kept'].map((key) => ({ key, value: 'old' })));
        expect(await other.mget(['deleted', 'kept'])).toEqual(['old', 'old']);
      });
      process.kill(pid, 'SIGSTOP');
      await useAll(cache);
      await cache.del('deleted');
      await cache.set('kept', 'new');
      expect(await cache.get('deleted')).toBeUndefined();
      process.kill(pid, 'SIGCONT');
      for (let i = 0; i < 100; i++) expect(await cache.get('deleted')).toBeUndefined();
      await eventually(async () => {
        expect(await other.get('deleted')).toBeUndefined();
        expect(await other.get('kept')).toBe('new');
      });
      await isNormal(url, cache);
    });

    it('frozen or not, values held go on being served', async () => {
      const { url, pid } = await server();
      const cache = await cacheOn(url);
      await isNormal(url, cache);
      process.kill(pid, 'SIGSTOP');
      let loads = 0;
      await cache.wrap('held', () => ++loads);
      for (let i = 0; i < 20; i++) await cache.wrap('held', () => ++loads);
      await eventually(async () => {
        const before = loads;
        await cache.wrap('held', () => ++loads);
        expect(loads).toBe(before);
      });
      process.kill(pid, 'SIGCONT');
    });
  });
}

describeWithServer('redis', 'the grace of an entry', () => {
  const caches: ProductionCache[] = [];
  let server: RunningServer;

  beforeEach(async () => {
    server = await startRedis();
  });

  afterEach(async () => {
    await Promise.all(caches.splice(0).map((cache) => cache.disconnect()));
    await server.stop();
  });

  async function cacheWith(options: Partial<CacheOptions> = {}): Promise<ProductionCache> {
    const { url } = server;
    const cache = await createProductionCache({ url, namespace: 'app', ...options });
    caches.push(cache);
    return cache;
  }

  it('is for softTimeout, too, while Redis is frozen, however long the loader takes', async () => {
    const cache = await cacheWith({ grace: 60_000, softTimeout: 5, ttl: 50 });
    const { opened, open } = gate();
    await eventually(async () => {
      await cache.set('key', 'old');
      expect(await cache.get('key')).toBe('old');
    });
    await eventually(async () => expect(await cache.get('key')).toBeUndefined());
    process.kill(server.pid, 'SIGSTOP');
    expect(await cache.wrap('key', () => opened.then(() => 'new'))).toBe('old');
    open();
  });

  it('of one call goes with it to every process that has read it, and lasts without Redis', async () => {
    const cache = await cacheWith();
    const other = await cacheWith();
    await isReadBy(other, cache);
    await eventually(async () => {
      await cache.wrap('key', () => 'old', { ttl: 500, grace: 60_000 });
      expect(await other.get('key')).toBe('old');
      const { memoryHits } = other.statistics.figures();
      await other.get('key');
      expect(other.statistics.figures().memoryHits).toBe(memoryHits + 1);
    });
    await server.stop();
    await eventually(async () => expect(await other.get('key')).toBeUndefined());
    const fail = () => {
      throw new Error('the database is down');
    };
    expect(await other.wrap<unknown>('key', fail, { grace: 60_000 })).toBe('old');
  });
});

describeWithServer('memcached', 'three memcached servers, one of them away', () => {
  it('serve what the other two keep, from the boot on', async () => {
    const servers = await Promise.all([startMemcached(), startMemcached()]);
    const hosts = servers.map(({ url }) => new URL(url).host);
    const url = `memcached://${hosts.join(',')},127.0.0.1:${await freePort()}`;
    const namespace = `test-${randomUUID()}`;
    const open = () => createProductionCache({ provider: 'memcached', url, namespace });
    const [cache, other] = [await open(), await open()];
    const keys = Array.from({ length: 60 }, (_, i) => `city:${i}`);
    await eventually(async () => {
      await cache.mset(keys.map((key) => ({ key, value: key })));
      const found = (await other.mget(keys)).filter((value) => value !== undefined);
      expect(found.length).toBeGreaterThan(20);
      expect(found.length).toBeLessThan(60);
    });
    await Promise.all([cache.disconnect(), other.disconnect()]);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('lose the value that a server does not take, tell it once, and go on', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const server = await startMemcached();
    const namespace = `test-${randomUUID()}`;
    const options = { provider: 'memcached', url: server.url, namespace } as const;
    const cache = await createProductionCache(options);
    const other = await createProductionCache(options);
    await isReadBy(other, cache);
    await cache.set('key', 'small');
    const large = 'x'.repeat(2_000_000);
    await cache.set('key', large);
    expect(await cache.get('key')).toBeUndefined();
    expect(await cache.wrap('key', () => large)).toBe(large);
    await cache.set('key', 'small again');
    expect(await cache.get('key')).toBe('small again');
    expect(cache.statistics.figures()).toMatchObject({ rejected: 2 });
    expect(error).toHaveBeenCalledTimes(1);
    expect(error).toHaveBeenCalledWith(
      expect.stringMatching(/^An entry of 2\d{6} bytes is larger/),
    );
    error.mockRestore();
    await Promise.all([cache.disconnect(), other.disconnect()]);
    await server.stop();
  });
});
