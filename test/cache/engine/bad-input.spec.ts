import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CacheOptions } from 'nestjs-production-readiness';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { anyData } from '../values/any-data.js';

const PATIENCE = 2_000;
const LONG = 10 * 365 * 24 * 60 * 60 * 1_000;
const LARGE = 'x'.repeat(50_000_000);

it.each(['redis', 'memcached'] as const)(
  'a %s whose name nobody knows fails no request and holds up none',
  async (provider) => {
    const url = `${provider}://no-such-host.invalid`;
    const cache = await createProductionCache({ provider, url, namespace: 'test' });
    for (let i = 0; i < 20; i++) {
      const began = performance.now();
      expect(await cache.wrap(`key:${i}`, () => ({ i }))).toEqual({ i });
      await cache.set('key', i);
      await cache.del('key');
      expect(await cache.get('key')).toBeUndefined();
      expect(performance.now() - began).toBeLessThan(PATIENCE);
    }
    expect(cache.statistics.figures().errors).toBeGreaterThan(0);
    await cache.disconnect();
  },
);

/** What `writer` writes is read by `reader`, at the latest when a busy machine lets it. */
async function isRead(
  [writer, reader]: readonly [ProductionCache, ProductionCache],
  key: string,
  value: unknown,
): Promise<void> {
  await eventually(async () => {
    await writer.set(key, value);
    expect(await reader.get(key)).toStrictEqual(value);
  });
}

/** What holds for every cache; a pair is two instances, or one twice where there is no server. */
function describeBadInput(
  name: string,
  makePair: (options: Partial<CacheOptions>) => Promise<[ProductionCache, ProductionCache]>,
): void {
  describe(`${name}, given bad input`, () => {
    let own: ProductionCache;
    let other: ProductionCache;

    async function make(options: Partial<CacheOptions> = {}): Promise<void> {
      [own, other] = await makePair(options);
      await isRead([own, other], 'kept', { n: 1 });
      await isRead([other, own], 'kept', { n: 1 });
    }

    beforeEach(() => make());
    afterEach(async () => {
      await Promise.all([own.disconnect(), other.disconnect()]);
    });

    it('keeps any data under any key', async () => {
      const anyKey = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 260 }));
      await fc.assert(
        fc.asyncProperty(anyKey, anyData, async (key, value) => {
          await isRead([own, other], key, value);
          await own.del(key);
        }),
        { numRuns: 200 },
      );
    });

    it.each(['', 'a\0b', 'a\r\nset b 0 0 1\r\n', 'ż🧀', 'a\ud800', 'k'.repeat(1_000_000)])(
      'takes any text as a key',
      async (key) => {
        await isRead([own, other], key, { n: 1 });
        expect(await own.wrap(key, () => 'not loaded')).toEqual({ n: 1 });
        await own.del(key);
        await eventually(async () => expect(await other.get(key)).toBeUndefined());
        expect(await own.wrap(key, () => ({ n: 2 }))).toEqual({ n: 2 });
      },
    );

    it.each([
      { grace: Infinity },
      { grace: 1e21 },
      { grace: LONG, ttl: LONG },
      { grace: 0, ttl: 1e21 },
    ])('keeps what has no end in sight: %p', async (options) => {
      const wrapped = Array.from({ length: 50 }, (_, i) =>
        own.wrap(`key:${i}`, () => ({ i }), options),
      );
      await Promise.all(wrapped);
      await eventually(async () => expect(await other.get('key:49')).toEqual({ i: 49 }));
      await isRead([own, other], 'after', 1);
    });

    it('refuses a value of 50 MB, gives it to the callers of a loader, and counts it', async () => {
      await own.set('key', 'small');
      const refusal = { code: 'CACHE_VALUE_TOO_LARGE' };
      await expect(own.set('key', LARGE)).rejects.toMatchObject(refusal);
      expect(await own.wrap('other', () => LARGE)).toBe(LARGE);
      expect(await own.get('other')).toBeUndefined();
      expect(own.statistics.figures().rejected).toBe(2);
      expect(await own.get('key')).toBe('small');
    });

    it('keeps or misses a value of 50 MB where it is allowed, and loses no other', async () => {
      await Promise.all([own.disconnect(), other.disconnect()]);
      await make({ maxEntryBytes: 200_000_000 });
      for (let i = 0; i < 3; i++) {
        await own.set('large', LARGE);
        const found = await own.get<string>('large');
        expect(found === undefined || found === LARGE).toBe(true);
        expect((await own.wrap('large', () => LARGE)).length).toBe(LARGE.length);
      }
      await own.del('large');
      expect(await own.get('large')).toBeUndefined();
      await eventually(async () => {
        expect(await own.get('kept')).toEqual({ n: 1 });
        expect(await other.get('large')).toBeUndefined();
      });
      await isRead([own, other], 'after', 1);
    });

    it.each([
      ['throws', () => raise()],
      ['rejects', async () => raise()],
      ['never settles', () => new Promise<never>(() => undefined)],
    ])('lets the next load begin at once after a loader that %s', async (_, load) => {
      const began = performance.now();
      await expect(own.wrap('key', load, { hardTimeout: 50 })).rejects.toThrow();
      expect(await other.wrap('key', () => 'loaded')).toBe('loaded');
      expect(performance.now() - began).toBeLessThan(PATIENCE);
    });

    it('gives a stream to its caller as it is, and keeps nothing of it', async () => {
      const began = performance.now();
      const stream = Readable.from(['a']);
      expect(await own.wrap<unknown>('key', () => stream)).toBe(stream);
      expect(await other.wrap<unknown>('key', () => 'loaded')).toBe('loaded');
      expect(performance.now() - began).toBeLessThan(PATIENCE);
      expect(own.statistics.figures().rejected).toBe(1);
    });
  });
}

function raise(): never {
  throw new Error('upstream is down');
}

describeBadInput('memory', async (options) => {
  const cache = await createProductionCache(options);
  return [cache, cache];
});

for (const provider of ['redis', 'memcached'] as const) {
  describeWithServer(provider, `on ${provider}`, (url) => {
    describeBadInput(provider, async (given) => {
      const namespace = `test-${randomUUID()}`;
      const options = { provider, url, namespace, memory: false, ...given } as const;
      return [await createProductionCache(options), await createProductionCache(options)];
    });
  });
}
