import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { CacheStore } from '../../../lib/cache/stores/cache-store.js';
import { openRedisStore } from '../../../lib/cache/stores/redis.store.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { type RedisCluster, startRedisCluster } from '../../support/servers/redis-cluster.mjs';
import { describeCacheBus } from './cache-bus.contract.js';
import { describeCacheLease } from './cache-lease.contract.js';
import { describeCacheStore } from './cache-store.contract.js';

// The servers are of the tests' own: the shared one only tells that there is a redis-server.
describeWithServer('redis', 'a Redis Cluster of three', () => {
  let cluster: RedisCluster;

  beforeAll(async () => {
    cluster = await startRedisCluster();
  });

  afterAll(() => cluster.stop());

  const openConnected = async (url: string) => {
    const opened = await openRedisStore({ url, namespace: 'looking' });
    await opened.store.connect();
    await Promise.all(opened.store.nodes().map((node) => opened.store.ping(node)));
    return opened;
  };
  const open = (namespace: string) => openRedisStore({ url: cluster.url, namespace });
  describeCacheStore('a Redis Cluster', open);
  describeCacheLease('a Redis Cluster', open);
  describeCacheBus('a Redis Cluster', open, async () => {
    for (const { address } of cluster.nodes) {
      const client = await createClient({ url: `redis://${address}` }).connect();
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
      client.destroy();
    }
  });

  it('spreads the keys over its nodes', async () => {
    const { store } = await open('spread');
    await store.connect();
    const counts = new Map<string, number>();
    for (let i = 0; i < 3_000; i++) {
      const node = store.nodeOf(`city:${i}`);
      counts.set(node, (counts.get(node) ?? 0) + 1);
    }
    expect(counts.size).toBe(3);
    for (const count of counts.values()) expect(count).toBeGreaterThan(600);
    await store.close();
  });

  it('is left alone by caches that are closed while they connect', async () => {
    const options = { provider: 'redis', url: cluster.url, namespace: 'closed' } as const;
    for (let delay = 0; delay < 12; delay++) {
      const cache = await createProductionCache(options);
      await sleep(delay);
      await cache.disconnect();
    }
    for (const { address } of cluster.nodes) {
      const probe = await createClient({ url: `redis://${address}` }).connect();
      await eventually(async () => {
        expect(await probe.info('clients')).toContain('connected_clients:1\r');
      });
      probe.destroy();
    }
  });

  it('is left alone by stores that are closed while they look for its nodes', async () => {
    const own = await startRedisCluster();
    const [dead, ...alive] = own.nodes;
    const stores = await Promise.all(Array.from({ length: 30 }, () => openConnected(own.url)));
    process.kill(dead?.pid ?? 0, 'SIGKILL');
    const look = (store: CacheStore) => store.ping(dead?.address ?? '').catch(() => 'away');
    for (const [i, { store }] of stores.entries()) {
      await eventually(async () => expect(await look(store)).toBe('away'));
      const looking = look(store);
      await sleep(i / 4);
      await store.close();
      await looking;
    }
    for (const { address } of alive) {
      const probe = await createClient({ url: `redis://${address}` }).connect();
      await eventually(async () => {
        expect(await probe.info('clients')).toContain('connected_clients:1\r');
      });
      probe.destroy();
    }
    await own.stop();
  });

  it('answers for two nodes while the third is away at boot, and for all when it is there', async () => {
    const [away] = cluster.nodes;
    process.kill(away?.pid ?? 0, 'SIGKILL');
    const namespace = `test-${randomUUID()}`;
    const options = { provider: 'redis', url: cluster.url, namespace, memory: false } as const;
    const cache = await createProductionCache(options);
    const other = await createProductionCache(options);
    const keys = Array.from({ length: 60 }, (_, i) => `city:${i}`);
    const read = async () => {
      await cache.mset(keys.map((key) => ({ key, value: key })));
      return (await other.mget(keys)).filter((value) => value !== undefined).length;
    };
    await eventually(async () => expect(await read()).toBeGreaterThan(20));
    expect(await read()).toBeLessThan(keys.length);
    await away?.restart();
    await cluster.ready();
    await eventually(async () => expect(await read()).toBe(keys.length));
    await Promise.all([cache.disconnect(), other.disconnect()]);
  });

  it('goes to the nodes that take over from one that never comes back, also with lost deletes', async () => {
    const own = await startRedisCluster();
    const [lost, heir, third] = own.nodes;
    const namespace = `test-${randomUUID()}`;
    const options = { provider: 'redis', url: own.url, namespace, memory: false } as const;
    const cache = await createProductionCache(options);
    const other = await createProductionCache(options);
    const keys = Array.from({ length: 60 }, (_, i) => `city:${i}`);
    const areKept = () =>
      eventually(async () => {
        await cache.mset(keys.map((key) => ({ key, value: key })));
        expect(await other.mget(keys)).toEqual(keys);
      });
    await areKept();
    const { recovered } = cache.statistics.figures();
    process.kill(lost?.pid ?? 0, 'SIGKILL');
    await cache.mdel(keys);
    await takeOver(lost?.port, heir?.address, third?.address);
    await eventually(() => expect(cache.statistics.figures().recovered).toBeGreaterThan(recovered));
    await areKept();
    await Promise.all([cache.disconnect(), other.disconnect()]);
    await own.stop();
  });

  /** What an operator does, or a replica by itself. */
  async function takeOver(lost = 0, heir = '', third = ''): Promise<void> {
    const clients = [heir, third].map((address) => createClient({ url: `redis://${address}` }));
    await Promise.all(clients.map((client) => client.connect()));
    const ask = async (what: string) =>
      (await clients[0]?.sendCommand<string>(['CLUSTER', what])) ?? '';
    const all = (await ask('NODES')).split('\n');
    const [id = '', ...rest] = all.find((line) => line.includes(`:${lost}@`))?.split(' ') ?? [];
    const [first = 0, last = 0] = rest.at(-1)?.split('-').map(Number) ?? [];
    const heirId = await ask('MYID');
    await ask('BUMPEPOCH');
    for (const client of clients) {
      const slots = Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
      await Promise.all(
        slots.map((slot) => client.sendCommand(['CLUSTER', 'SETSLOT', slot, 'NODE', heirId])),
      );
    }
    for (const client of clients) {
      await client.sendCommand(['CLUSTER', 'FORGET', id]);
      client.destroy();
    }
  }

  it('hears of writes also while its nodes hand no messages on to one another', async () => {
    const own = await startRedisCluster(['--enable-debug-command', 'local']);
    const options = { url: own.url, namespace: 'links', provider: 'redis' } as const;
    const cache = await createProductionCache(options);
    const other = await createProductionCache(options);
    const keys = Array.from({ length: 30 }, (_, i) => `city:${i}`);
    const writeAll = (value: string) => other.mset(keys.map((key) => ({ key, value })));
    await eventually(async () => {
      await writeAll('old');
      expect(new Set(await cache.mget(keys))).toEqual(new Set(['old']));
      const { memoryHits } = cache.statistics.figures();
      await cache.mget(keys);
      expect(cache.statistics.figures().memoryHits).toBe(memoryHits + keys.length);
    });
    const admins = await Promise.all(
      own.nodes.map(({ address }) => createClient({ url: `redis://${address}` }).connect()),
    );
    const ids = await Promise.all(
      admins.map((admin) => admin.sendCommand<string>(['CLUSTER', 'MYID'])),
    );
    // Each pair once, and no sooner than there are links: told to end what is not there, Redis ends itself.
    await eventually(async () => {
      const links = admins.map((admin) => admin.sendCommand<unknown[]>(['CLUSTER', 'LINKS']));
      for (const { length } of await Promise.all(links)) expect(length).toBe(4);
    });
    const killing = admins.flatMap((admin, from) =>
      ids
        .filter((_, to) => to > from)
        .map((id) => admin.sendCommand(['DEBUG', 'CLUSTERLINK', 'KILL', 'ALL', id])),
    );
    await Promise.all(killing);
    await writeAll('new');
    await eventually(async () => expect(new Set(await cache.mget(keys))).toEqual(new Set(['new'])));
    for (const admin of admins) admin.destroy();
    await Promise.all([cache.disconnect(), other.disconnect()]);
    await own.stop();
  });

  it('answers for two nodes while the third is frozen, and for all when it is back', async () => {
    const namespace = `test-${randomUUID()}`;
    const options = { provider: 'redis', url: cluster.url, namespace, memory: false } as const;
    const cache = await createProductionCache(options);
    const { store } = await open(namespace);
    await store.connect();
    const [frozen] = cluster.nodes;
    const keys = Array.from({ length: 60 }, (_, i) => `city:${i}`);
    const others = keys.filter((key) => store.nodeOf(key) !== frozen?.address);
    expect(others.length).toBeLessThan(keys.length);
    await eventually(async () => {
      await cache.mset(keys.map((key) => ({ key, value: key })));
      expect(await cache.mget(keys)).toEqual(keys);
    });
    process.kill(frozen?.pid ?? 0, 'SIGSTOP');
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      await cache.mget(keys);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(await cache.mget(others)).toEqual(others);
    }
    process.kill(frozen?.pid ?? 0, 'SIGCONT');
    await eventually(async () => expect(await cache.mget(keys)).toEqual(keys));
    await store.close();
    await cache.disconnect();
  });
});
