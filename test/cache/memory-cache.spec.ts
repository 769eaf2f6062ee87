import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Cache,
  CACHE_MANAGER,
  CacheInterceptor,
  CacheKey,
  CacheTTL,
} from '@nestjs/cache-manager';
import { Controller, Get, type INestApplication, Module, UseInterceptors } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import {
  type CacheOptions,
  ProductionCacheModule,
  ProductionReadinessModule,
  type ProductionReadinessError,
} from 'nestjs-production-readiness';
import { createClient } from 'redis';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { environment } from '../support/environment.js';
import { quietLogger } from '../support/quiet-logger.js';

async function cacheOf(env: Record<string, string> = {}): Promise<Cache> {
  const module = ProductionReadinessModule.forRoot({ env: environment(env) });
  const app = await Test.createTestingModule({ imports: [module] }).compile();
  return app.get<Cache>(CACHE_MANAGER);
}

describe('the cache', () => {
  let cache: Cache;
  beforeEach(async () => {
    cache = await cacheOf({ CACHE_MAX_SIZE: '4' });
  });

  it('never holds more than CACHE_MAX_SIZE entries, 4096 by default', async () => {
    const preset = await cacheOf();
    for (let key = 0; key < 20_000; key++) await preset.set(String(key), key);
    const values = await preset.mget(Array.from({ length: 20_000 }, (_, key) => String(key)));
    expect(values.filter((value) => value !== undefined)).toHaveLength(4096);
  });

  it('keeps what was used last', async () => {
    await cache.mset([1, 2, 3, 4].map((value) => ({ key: `k${value}`, value })));
    await cache.get('k1');
    await cache.set('k5', 5);
    expect(await cache.mget(['k1', 'k2', 'k5'])).toEqual([1, undefined, 5]);
  });

  it('keeps an entry for 600 seconds unless a ttl says otherwise', async () => {
    const before = Date.now();
    await cache.set('default', 1);
    await cache.set('short', 1, 5_000);
    const [byDefault = 0, short = 0] = [await cache.ttl('default'), await cache.ttl('short')];
    expect(byDefault - before).toBeGreaterThanOrEqual(600_000);
    expect(byDefault - before).toBeLessThan(660_000);
    expect(short - before).toBeLessThan(65_000);
  });

  it('implements the whole Cache of cache-manager', async () => {
    const seen: unknown[] = [];
    const listener = ({ key }: { key: string }) => seen.push(key);
    cache.on('set', listener);
    expect(await cache.set('a', { n: 1 })).toEqual({ n: 1 });
    cache.off('set', listener);
    await cache.set('b', 2);
    expect(new Set(seen)).toEqual(new Set(['a']));
    expect(await cache.get('a')).toEqual({ n: 1 });
    expect(await cache.del('a')).toBe(true);
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.mdel(['b'])).toBe(true);
    await cache.set('c', new Date(0));
    expect(await cache.get('c')).toEqual(new Date(0));
    expect(await cache.clear()).toBe(true);
    expect(await cache.get('c')).toBeUndefined();
    expect(typeof cache.cacheId()).toBe('string');
    expect(cache.stores).toHaveLength(1);
    await cache.disconnect();
  });

  it('wraps a loader in every form', async () => {
    let loads = 0;
    const load = () => ++loads;
    expect(await cache.wrap('a', load)).toBe(1);
    expect(await cache.wrap('a', load, 1000)).toBe(1);
    expect(await cache.wrap('b', load, () => 1000, 10)).toBe(2);
    expect(await cache.wrap('c', load, { ttl: 1000 })).toBe(3);
    expect(await cache.wrap('d', load, { ttl: 1000, raw: true })).toMatchObject({ value: 4 });
    const all = await Promise.all(Array.from({ length: 100 }, () => cache.wrap('e', load)));
    expect(new Set(all)).toEqual(new Set([5]));
  });

  it('keeps null', async () => {
    await cache.set('nothing', null);
    expect(await cache.get('nothing')).toBeNull();
  });
});

describe.each([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
])('the stock CacheInterceptor on %s', (_, adapter) => {
  let app: INestApplication;
  let calls = 0;

  @Controller()
  @UseInterceptors(CacheInterceptor)
  class CountController {
    @Get('plain')
    plain() {
      return { calls: ++calls };
    }

    @Get('keyed/:any')
    @CacheKey('fixed')
    @CacheTTL(60_000)
    keyed() {
      return { calls: ++calls };
    }
  }

  @Module({ imports: [ProductionCacheModule.forRoot()], controllers: [CountController] })
  class AppModule {}

  beforeEach(async () => {
    const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = module.createNestApplication(adapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  });

  afterEach(() => app.close());

  const get = (path: string) =>
    request(app.getHttpServer() as App)
      .get(path)
      .expect(200);

  it('serves a repeated GET from the cache, also by @CacheKey and @CacheTTL', async () => {
    const first = await get('/plain');
    const second = await get('/plain');
    expect(second.body).toEqual(first.body);
    expect(second.headers['x-cache']).toBe('HIT');
    const keyed = await get('/keyed/1');
    expect((await get('/keyed/2')).body).toEqual(keyed.body);
    expect(await app.get<Cache>(CACHE_MANAGER).get('fixed')).toEqual(keyed.body);
  });
});

/** A client that keeps what it has read. */
const caching = () =>
  createClient({ RESP: 3, clientSideCache: { ttl: 0, maxEntries: 10, evictPolicy: 'LRU' } });

describe('options of the cache module', () => {
  it.each([
    [{ max: 0 }, 'CACHE_OPTION_INVALID'],
    [{ max: 1.5 }, 'CACHE_OPTION_INVALID'],
    [{ ttl: Number.NaN }, 'CACHE_OPTION_INVALID'],
    [{ ttl: -1 }, 'CACHE_OPTION_INVALID'],
    [{ grace: -1 }, 'CACHE_OPTION_INVALID'],
    [{ jitter: 0.6 }, 'CACHE_OPTION_INVALID'],
    [{ provider: 'redis' as const, url: 'redis://localhost' }, 'CACHE_OPTION_INVALID'],
    [
      { provider: 'redis' as const, url: 'redis://localhost', namespace: 'a:b' },
      'CACHE_OPTION_INVALID',
    ],
    [
      { provider: 'redis' as const, url: 'redis://localhost:99999', namespace: 'a' },
      'CACHE_URL_INVALID',
    ],
    [{ provider: 'memcached' as const, url: 'memcached://', namespace: 'a' }, 'CACHE_URL_INVALID'],
    [{ url: 'redis://localhost' }, 'CACHE_OPTION_INVALID'],
    [{ url: 'memcached://', namespace: 'a' }, 'CACHE_URL_INVALID'],
    [{ url: 'https://localhost', namespace: 'a' }, 'CACHE_OPTION_INVALID'],
    [
      { provider: 'memory' as const, url: 'redis://localhost', namespace: 'a' },
      'CACHE_OPTION_INVALID',
    ],
    [{ provider: 'memcache' as 'memcached' }, 'CACHE_OPTION_INVALID'],
    [{ provider: 'redis' as const, namespace: 'a' }, 'CACHE_OPTION_INVALID'],
    [{ namespace: 'a b' }, 'CACHE_OPTION_INVALID'],
    [{ ttl: 5, stores: [] }, 'CACHE_OPTION_INVALID'],
    [{ memory: 'no' as unknown as boolean }, 'CACHE_OPTION_INVALID'],
    [{ url: new URL('redis://localhost') as unknown as string }, 'CACHE_OPTION_INVALID'],
    [{ client: {} as CacheOptions['client'], namespace: 'a' }, 'CACHE_OPTION_INVALID'],
    [{ client: caching(), namespace: 'a' }, 'CACHE_OPTION_INVALID'],
    [
      { store: 'redis://localhost' as unknown as CacheOptions['store'], namespace: 'a' },
      'CACHE_OPTION_INVALID',
    ],
    [{ values: 'freeze' as 'frozen' }, 'CACHE_OPTION_INVALID'],
  ])('%j is refused at boot', async (options, code) => {
    const module = Test.createTestingModule({ imports: [ProductionCacheModule.forRoot(options)] });
    await expect(module.setLogger(quietLogger).compile()).rejects.toMatchObject({
      code,
    } satisfies Partial<ProductionReadinessError>);
  });

  it('say what was found, and name those there are', async () => {
    const messageOf = async (options: object) => {
      const imports = [ProductionCacheModule.forRoot(options)];
      const module = Test.createTestingModule({ imports }).setLogger(quietLogger);
      const error = await module.compile().catch((thrown: unknown) => thrown);
      return (error as Error).message;
    };
    expect(await messageOf({ ttl: '60' })).toContain('it is of type string');
    expect(await messageOf({ max: -1 })).toContain('it is -1');
    expect(await messageOf({ url: 'redis://h' })).toContain('namespace must be 1 to 64');
    expect(await messageOf({ url: 'redis://h' })).toContain('it is missing');
    expect(await messageOf({ client: Promise.resolve() })).toContain('to be awaited');
    expect(await messageOf({ ttls: 5 })).toContain('has no option ttls; it has provider, url,');
  });

  it('that are undefined are not given, and leave the settings as they are', async () => {
    const cache = { url: undefined, ttl: undefined, grace: undefined, namespace: undefined };
    const env = environment({ CACHE_TTL: '7' });
    const imports = [ProductionReadinessModule.forRoot({ env, cache })];
    const module = await Test.createTestingModule({ imports }).compile();
    const made = module.get<Cache>(CACHE_MANAGER);
    await made.set('key', 1);
    expect(Number(await made.ttl('key')) - Date.now()).toBeLessThanOrEqual(7_000);
    await module.close();
  });

  it('go before the settings: a url in the whole takes the place of CACHE_URL', async () => {
    const cache = { url: 'memcached://', namespace: 'a' };
    const imports = [ProductionReadinessModule.forRoot({ env: environment({}), cache })];
    const module = Test.createTestingModule({ imports }).setLogger(quietLogger);
    await expect(module.compile()).rejects.toMatchObject({ code: 'CACHE_URL_INVALID' });
  });
});
