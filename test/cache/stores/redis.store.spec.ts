import { expect, it } from '@jest/globals';
import { createClient } from 'redis';
import { openRedisStore } from '../../../lib/cache/stores/redis.store.js';
import { describeWithServer } from '../../support/describe-with-server.js';
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
