import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { CacheOptions } from '../../../lib/cache/cache.options.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

describeWithServer('redis', 'a fleet on Redis', (url) => {
  const caches: ProductionCache[] = [];
  let namespace: string;
  let a: ProductionCache;
  let b: ProductionCache;

  async function instance(options: Partial<CacheOptions> = {}): Promise<ProductionCache> {
    const cache = await createProductionCache({ provider: 'redis', url, namespace, ...options });
    caches.push(cache);
    const probe = randomUUID();
    // Connected, and the bus joined: memory then answers without asking the server.
    await eventually(async () => {
      const before = cache.statistics.figures();
      await cache.set(probe, 1);
      await cache.get(probe);
      const after = cache.statistics.figures();
      expect(after.memoryHits).toBe(before.memoryHits + 1);
      expect(after.errors).toBe(before.errors);
    });
    return cache;
  }

  beforeEach(async () => {
    namespace = `test-${randomUUID()}`;
    a = await instance();
    b = await instance();
  });

  afterEach(async () => {
    await Promise.all(caches.splice(0).map((cache) => cache.disconnect()));
  });

  it('shows a write, a delete and a clear to the other instances', async () => {
    await a.set('key', { n: 1 });
    expect(await b.get('key')).toEqual({ n: 1 });
    await a.set('key', { n: 2 });
    await eventually(async () => expect(await b.get('key')).toEqual({ n: 2 }));
    await a.del('key');
    await eventually(async () => expect(await b.get('key')).toBeUndefined());
    await a.set('key', 3);
    expect(await b.get('key')).toBe(3);
    await a.clear();
    await eventually(async () => expect(await b.get('key')).toBeUndefined());
  });

  it('loads a key once although a load may end between the read and the lease of another', async () => {
    let loads = 0;
    for (let i = 0; i < 100; i++) {
      const wrap = (cache: ProductionCache) => cache.wrap(`key:${i}`, () => ++loads);
      const [first, second] = await Promise.all([wrap(a), wrap(b)]);
      expect(first).toBe(second);
    }
    expect(loads).toBe(100);
  });

  it('loads a key once, whoever asks', async () => {
    let loads = 0;
    const { opened, open } = gate();
    const load = async () => {
      const loaded = ++loads;
      await opened;
      return { loaded };
    };
    const calls = [a, b].flatMap((cache) =>
      Array.from({ length: 50 }, () => cache.wrap('key', load)),
    );
    await eventually(() => {
      for (const cache of [a, b]) expect(cache.statistics.figures().coalesced).toBe(49);
    });
    open();
    const values = await Promise.all(calls);
    expect(loads).toBe(1);
    expect(new Set(values.map((value) => value.loaded))).toEqual(new Set([1]));
  });

  const WRITES = [
    ['a delete', (cache: ProductionCache) => cache.del('key'), undefined],
    ['a write', (cache: ProductionCache) => cache.set('key', 'new'), 'new'],
    ['a clear', (cache: ProductionCache) => cache.clear(), undefined],
  ] as const;

  it.each(WRITES)('lets %s elsewhere win over a load by forceFresh', async (_, act, left) => {
    const { opened, open } = gate();
    await a.mset(['key', 'seen'].map((key) => ({ key, value: 'held' })));
    expect(await b.get('seen')).toBe('held');
    const loading = a.wrap('key', () => opened.then(() => 'old'), { forceFresh: true });
    await act(b);
    // Messages of one server come in their order: this one after what the act has told.
    await b.set('seen', 'new');
    await eventually(async () => expect(await a.get('seen')).toBe('new'));
    open();
    expect(await loading).toBe('old');
    expect(await a.get('key')).toBe(left);
    expect(await b.get('key')).toBe(left);
  });

  const nothing = () => undefined;
  const write = () => a.set('key', 'written');

  it.each([
    ['nothing after', nothing, nothing, undefined],
    ['what was written before', write, nothing, 'written'],
    ['what was written after', nothing, write, 'written'],
  ])('holds %s a cut of the bus during a load by forceFresh', async (_, before, after, left) => {
    const { opened, open } = gate();
    await a.set('key', 'held');
    const loading = a.wrap('key', () => opened.then(() => 'new'), { forceFresh: true });
    await before();
    const client = await createClient({ url }).connect();
    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    client.destroy();
    // Memory is emptied once messages flow again.
    await eventually(() => expect(a.statistics.figures().size).toBe(0));
    await after();
    open();
    expect(await loading).toBe('new');
    expect(await a.get('key')).toBe(left);
    expect(await b.get('key')).toBe(left);
  });

  it.each(WRITES)('lets %s elsewhere win over a load', async (_, act, left) => {
    const { opened, open } = gate();
    const { opened: started, open: start } = gate();
    const loading = a.wrap('key', async () => {
      start();
      await opened;
      return 'old';
    });
    await started;
    await act(b);
    open();
    expect(await loading).toBe('old');
    await eventually(async () => expect(await a.get('key')).toBe(left));
    expect(await b.get('key')).toBe(left);
    expect(await (await instance()).get('key')).toBe(left);
  });

  it.each([
    ['deletes', (cache: ProductionCache) => cache.del('key'), undefined],
    ['writes', (cache: ProductionCache) => cache.set('key', 'new'), 'new'],
  ])('holds nothing that it reads while it still %s', async (_, act, left) => {
    // A write of another key then takes the only place, so that a read asks the server.
    const cache = await instance({ max: 1 });
    await cache.del('key');
    // The second waits for the first, and the read, which does not, for neither.
    const asked = [cache.set('key', 'old'), act(cache), cache.set('other', 1), cache.get('key')];
    await Promise.all(asked);
    expect(await cache.get('key')).toBe(left);
  });

  it('keeps the end of an entry that memory takes over from the server', async () => {
    await a.set('key', 'value', 50_000);
    const end = await a.ttl('key');
    await b.get('key');
    expect(Math.abs(Number(await b.ttl('key')) - Number(end))).toBeLessThanOrEqual(1);
  });

  it('serves nothing from memory that is older than a cut of the bus', async () => {
    await a.set('key', 'old');
    expect(await b.get('key')).toBe('old');
    const client = await createClient({ url }).connect();
    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    await a.set('key', 'new');
    await eventually(async () => expect(await b.get('key')).toBe('new'));
    for (let i = 0; i < 50; i++) expect(await b.get('key')).toBe('new');
    client.destroy();
  });

  it('is told nothing of another database of the same server', async () => {
    const other = await instance({ url: `${url}/1` });
    const isHeld = async (key: string) => {
      const { memoryHits } = b.statistics.figures();
      expect(await b.get(key)).toBe('old');
      expect(b.statistics.figures().memoryHits).toBe(memoryHits + 1);
    };
    await a.mset(['key', 'seen'].map((key) => ({ key, value: 'old' })));
    for (const key of ['key', 'seen']) await eventually(() => isHeld(key));
    await other.clear();
    // Messages of one server come in their order: this one after what the clear would have told.
    await a.set('seen', 'new');
    await eventually(async () => expect(await b.get('seen')).toBe('new'));
    await isHeld('key');
  });

  it('holds nothing in this process with memory: false', async () => {
    const cache = await createProductionCache({ provider: 'redis', url, namespace, memory: false });
    caches.push(cache);
    await eventually(async () => {
      await cache.set('key', { n: 1 });
      expect(await a.get('key')).toEqual({ n: 1 });
    });
    expect(await cache.get('key')).toEqual({ n: 1 });
    expect(cache.statistics.figures().size).toBe(0);
  });
});
