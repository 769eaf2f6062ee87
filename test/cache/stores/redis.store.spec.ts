import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createClient } from 'redis';
import { createClient as createClientOf6 } from 'redis-6';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { droppable } from '../../../lib/cache/stores/redis/droppable.js';
import type { RedisClientLike } from '../../../lib/cache/stores/redis-client-like.js';
import { openRedisStore } from '../../../lib/cache/stores/redis.store.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { CuttableProxy } from '../../support/cuttable-proxy.js';
import { eventually } from '../../support/eventually.js';
import { quietLogger } from '../../support/quiet-logger.js';
import { startRedis } from '../../support/servers/redis.mjs';
import type { RunningServer } from '../../support/servers/start-server.mjs';
import { describeCacheBus } from './cache-bus.contract.js';
import { describeCacheLease } from './cache-lease.contract.js';
import { describeCacheStore } from './cache-store.contract.js';

describeWithServer('redis', 'Redis', (url) => {
  const open = (namespace: string) => openRedisStore({ url, namespace });
  describeCacheStore('Redis', open);
  describeCacheLease('Redis', open);
  describeCacheBus('Redis', open, cutSubscribers);

  const openOwn = (namespace: string) =>
    openRedisStore({ client: createClient({ url }), namespace });
  describeCacheStore('a client of the user', openOwn);
  describeCacheLease('a client of the user', openOwn);
  describeCacheBus('a client of the user', openOwn, cutSubscribers);

  const openOf6 = (namespace: string) =>
    openRedisStore({ client: createClientOf6({ url }), namespace });
  describeCacheStore('a client of redis 6', openOf6);
  describeCacheLease('a client of redis 6', openOf6);
  describeCacheBus('a client of redis 6', openOf6, cutSubscribers);

  /** The address for a user who may do what README names. */
  const restrictedTo = async (namespace: string) => {
    const client = await createClient({ url }).connect();
    // The commands that README names.
    const commands = 'get mget set del pexpire publish subscribe ping eval evalsha';
    const allowed = commands.split(' ').map((command) => `+${command}`);
    const rules = ['reset', 'on', '>p@ss:word', `~${namespace}:*`, `&${namespace}:*`, ...allowed];
    await client.sendCommand(['ACL', 'SETUSER', namespace, ...rules]);
    client.destroy();
    const restricted = new URL(url);
    restricted.username = namespace;
    restricted.password = 'p@ss:word';
    restricted.pathname = '/0';
    return restricted.href;
  };
  const openRestricted = async (namespace: string) =>
    openRedisStore({ url: await restrictedTo(namespace), namespace });
  describeCacheStore('a user with rights on the namespace alone', openRestricted);
  describeCacheLease('a user with rights on the namespace alone', openRestricted);
  describeCacheBus('a user with rights on the namespace alone', openRestricted, cutSubscribers);

  const openOwnRestricted = async (namespace: string) => {
    const client = createClient({ url: await restrictedTo(namespace) });
    return openRedisStore({ client, namespace });
  };
  describeCacheStore('a client of the user with rights on the namespace alone', openOwnRestricted);

  async function cutSubscribers() {
    const client = await createClient({ url }).connect();
    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    client.destroy();
  }

  it('takes what somebody else has put under its name for a miss', async () => {
    const { store } = await open('foreign');
    await store.connect();
    await store.set('key', 'entry', 60_000);
    const client = await createClient({ url }).connect();
    for (const name of await client.keys('foreign:*v:key')) await client.set(name, 'garbage');
    expect(await store.get('key')).toBeUndefined();
    client.destroy();
    await store.close();
  });
});

describeWithServer('redis', 'a Redis server of its own', () => {
  let server: RunningServer;

  beforeEach(async () => {
    server = await startRedis();
  });

  afterEach(() => server.stop());

  it('is left alone by caches that are closed while they connect', async () => {
    const { url } = server;
    for (let i = 0; i < 5; i++) {
      const cache = await createProductionCache({ url, namespace: 't' });
      await cache.disconnect();
    }
    const probe = await createClient({ url }).connect();
    await eventually(async () => {
      expect(await probe.info('clients')).toContain('connected_clients:1\r');
    });
    // A bus whose connection is still made after the close would subscribe.
    expect(await probe.info('commandstats')).not.toContain('cmdstat_subscribe');
    probe.destroy();
  });

  it('forgets what is cleared although it is full and takes no writes', async () => {
    const { url } = server;
    const cache = await createProductionCache({ url, namespace: 't' });
    const other = await createProductionCache({ url, namespace: 't' });
    const admin = await createClient({ url }).connect();
    await eventually(async () => {
      await cache.set('key', 'old');
      expect(await admin.keys('*:v:key')).toHaveLength(1);
      expect(await other.get('key')).toBe('old');
    });
    await admin.configSet('maxmemory', '1');
    await expect(admin.set('full', 'x')).rejects.toThrow('OOM');
    await cache.clear();
    await eventually(async () => expect(await other.get('key')).toBeUndefined());
    admin.destroy();
    await Promise.all([cache.disconnect(), other.disconnect()]);
  });

  it.each([0, 2])('is one cache by its URL and by a client, in database %d', async (database) => {
    const url = `${server.url}/${database}`;
    const cache = await createProductionCache({ url, namespace: 't' });
    const client = createClient({ url });
    const other = await createProductionCache({ client, namespace: 't' });
    await eventually(async () => {
      await cache.set('key', 'old');
      expect(await other.get('key')).toBe('old');
    });
    await other.del('key');
    await eventually(async () => expect(await cache.get('key')).toBeUndefined());
    await Promise.all([cache.disconnect(), other.disconnect()]);
  });

  it('is left for the primary that has taken over its address', async () => {
    const heir = await startRedis();
    const [old, primary] = await Promise.all(
      [server.url, heir.url].map((url) => createClient({ url }).connect()),
    );
    const portOf = (url: string) => Number(new URL(url).port);
    for (const admin of [old, primary]) {
      // Else a copy stays in the folder that all servers of the tests start in.
      await admin?.configSet({ 'repl-diskless-load': 'swapdb', 'repl-diskless-sync-delay': '0' });
    }
    await primary?.sendCommand(['REPLICAOF', '127.0.0.1', String(portOf(server.url))]);
    const proxy = await CuttableProxy.start();
    proxy.forward(portOf(server.url));
    const url = `redis://127.0.0.1:${proxy.port}`;
    const cache = await createProductionCache({ url, namespace: 't' });
    const setIsSeen = (value: string) =>
      eventually(async () => {
        await cache.set(value, value);
        expect(await primary?.keys(`t:*v:${value}`)).toHaveLength(1);
      });
    await setIsSeen('replicated');
    proxy.forward(portOf(heir.url));
    await primary?.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await old?.sendCommand(['REPLICAOF', '127.0.0.1', String(portOf(heir.url))]);
    await setIsSeen('written to the heir');
    old?.destroy();
    primary?.destroy();
    await cache.disconnect();
    proxy.close();
    await heir.stop();
  });

  it('is told once that its user may not subscribe', async () => {
    const warned: string[] = [];
    const tell = (line: unknown) => void warned.push(String(line));
    Logger.overrideLogger({ ...quietLogger, warn: tell });
    const admin = await createClient({ url: server.url }).connect();
    const rights = ['on', '>hunter2', '~t:*', '&t:bus*', '+@all', '-subscribe'];
    await admin.sendCommand(['ACL', 'SETUSER', 'deaf', ...rights]);
    const url = server.url.replace('//', '//deaf:hunter2@');
    const cache = await createProductionCache({ url, namespace: 't' });
    try {
      await eventually(async () => {
        const rejected = /subscribe:.*rejected_calls=(\d+)/.exec(await admin.info('commandstats'));
        expect(Number(rejected?.[1])).toBeGreaterThan(2);
      });
      expect(warned).toHaveLength(1);
      expect(warned[0]).toContain('(NOPERM)');
      expect(warned[0]).toContain('SUBSCRIBE on the channels t:bus*');
      expect(warned[0]).not.toContain('hunter2');
    } finally {
      await cache.disconnect();
      admin.destroy();
      Logger.overrideLogger(true);
    }
  });

  it.each([
    ['5', createClient as (options: object) => RedisClientLike],
    ['6', createClientOf6 as (options: object) => RedisClientLike],
  ])('gets nothing late that a client of redis %s was given without it', async (_, create) => {
    const { url } = server;
    const port = Number(new URL(url).port);
    const client = create({ url, socket: { reconnectStrategy: () => 50 } });
    const { store } = await openRedisStore({ client, namespace: 't' });
    await store.connect();
    await server.stop();
    await eventually(() => expect(client.isReady).toBe(false));
    const written = store.set('key', 'late', 60_000).then(
      () => 'sent',
      () => 'refused',
    );
    server = await startRedis({ port });
    await eventually(() => store.ping(store.nodeOf('key')));
    expect(await store.get('key')).toBeUndefined();
    expect(await written).toBe('refused');
    await store.close();
  });

  it.each([
    ['5', (url: string) => droppable(createClient({ url }))],
    ['6', (url: string) => droppable(createClientOf6({ url }))],
  ])('loses the socket that a client of redis %s was connecting', async (_, create) => {
    const { url } = server;
    for (let i = 0; i < 5; i++) {
      const client = create(url);
      client.on('error', () => undefined);
      client.connect().catch(() => undefined);
      client.destroy();
    }
    const probe = await createClient({ url }).connect();
    await eventually(async () => {
      expect(await probe.info('clients')).toContain('connected_clients:1\r');
      expect(await probe.info('stats')).toContain('total_connections_received:6\r');
    });
    probe.destroy();
  });
});

it('speaks TLS where the URL is rediss:', async () => {
  const bytes: Promise<Buffer>[] = [];
  const server = createServer((socket) => {
    bytes.push(
      once(
        socket.on('error', () => {}),
        'data',
      ).then(([data]) => data as Buffer),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { store } = await openRedisStore({ url: `rediss://127.0.0.1:${port}`, namespace: 'tls' });
  const connecting = store.connect().catch(() => {});
  await eventually(() => expect(bytes).toHaveLength(1));
  const TLS_HANDSHAKE = 22;
  expect((await bytes[0])?.[0]).toBe(TLS_HANDSHAKE);
  await store.close();
  server.close();
  await connecting;
});

describeWithServer('redis', 'a Redis server that cannot be used', (url) => {
  let warned: string[];
  let warn: jest.SpiedFunction<Logger['warn']>;

  beforeEach(() => {
    warned = [];
    warn = jest
      .spyOn(Logger.prototype, 'warn')
      .mockImplementation((line: unknown) => void warned.push(String(line)));
  });

  afterEach(() => warn.mockRestore());

  const openWith = (unusable: string) =>
    createProductionCache({ provider: 'redis', url: unusable, namespace: 't' });

  it.each([
    ['nobody listens', 'redis://127.0.0.1:1', 'ECONNREFUSED', 'Start the server'],
    ['the password is wrong', url.replace('//', '//nobody:hunter2@'), 'WRONGPASS', 'Correct the'],
    ['the database is none', `${url}/99`, 'ERR', 'look at the number of the database'],
    ['it speaks no TLS', url.replace('redis:', 'rediss:'), 'ConnectionTimeoutError', 'speak TLS'],
    ['it is no cluster', `${url},127.0.0.1:1`, 'RootNodesUnavailableError', 'Redis Cluster'],
  ])('says why and what to do, and no password, when %s', async (_, unusable, cause, remedy) => {
    const cache = await openWith(unusable);
    await eventually(() => expect(warned).toHaveLength(1));
    expect(warned[0]).toContain(`(${cause})`);
    expect(warned[0]).toContain(remedy);
    expect(warned[0]).not.toContain('hunter2');
    await cache.disconnect();
  });

  it('says what its user lacks', async () => {
    const admin = await createClient({ url }).connect();
    const rights = ['on', '>secret', '~another:*', '&*', '+@all'];
    await admin.sendCommand(['ACL', 'SETUSER', 'stranger', ...rights]);
    const cache = await openWith(url.replace('//', '//stranger:secret@'));
    await eventually(async () => {
      await cache.set('key', 'value');
      expect(warned).toHaveLength(1);
    });
    expect(warned[0]).toContain('(NOPERM)');
    expect(warned[0]).toContain('Allow the Redis user the commands, keys and channels');
    await cache.disconnect();
    await admin.sendCommand(['ACL', 'DELUSER', 'stranger']);
    admin.destroy();
  });
});
