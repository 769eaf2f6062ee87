import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCache, type Cache } from 'cache-manager';
import { Keyv } from 'keyv';
import { EventEmitter } from 'node:events';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

interface Given {
  readonly id?: string;
  readonly ttl?: number;
  readonly refreshThreshold?: number;
}

const TTL = 60_000;
/** Milliseconds that may pass between two lines of a test. */
const SLACK = 5_000;

const CACHES: [name: string, make: (given?: Given) => Promise<Cache>][] = [
  [
    'createCache() of cache-manager',
    async ({ id, ...given } = {}) =>
      createCache({ ttl: TTL, ...given, ...(id === undefined ? {} : { cacheId: id }) }),
  ],
  [
    'createProductionCache()',
    ({ id, ...given } = {}) => createProductionCache({ ttl: TTL, ...given, namespace: id }),
  ],
];

describe.each(CACHES)('%s', (_, make) => {
  let cache: Cache;
  let loads: number;
  const load = () => ({ loaded: ++loads });
  const fail = (): { loaded: number } => {
    loads++;
    throw new Error('upstream is down');
  };

  beforeEach(async () => {
    cache = await make();
    loads = 0;
  });

  afterEach(() => cache.disconnect());

  /** That the entry ends in about `ttl` milliseconds. */
  async function expectEnd(key: string, ttl: number): Promise<void> {
    const left = Number(await cache.ttl(key)) - Date.now();
    expect(left).toBeLessThanOrEqual(ttl + 1);
    expect(left).toBeGreaterThan(ttl - SLACK);
  }

  describe('get and set', () => {
    it.each([
      ['a text', 'value'],
      ['an empty text', ''],
      ['a number', 1.5],
      ['zero', 0],
      ['NaN', Number.NaN],
      ['true', true],
      ['false', false],
      ['null', null],
      ['an object', { n: 1, list: [{ a: null }] }],
      ['a list', [1, [2]]],
      ['a date', new Date(0)],
    ])('keep %s', async (_name, value) => {
      expect(await cache.set('key', value)).toEqual(value);
      expect(await cache.get('key')).toEqual(value);
    });

    it('give undefined for what is not there', async () => {
      expect(await cache.get('key')).toBeUndefined();
      expect(await cache.set('key', undefined)).toBeUndefined();
      expect(await cache.get('key')).toBeUndefined();
    });

    it('write over what was there, value and ttl', async () => {
      await cache.set('key', 'old', 1_000_000);
      await cache.set('key', 'new', 500_000);
      expect(await cache.get('key')).toBe('new');
      await expectEnd('key', 500_000);
    });

    it('lose a value when its ttl is over', async () => {
      await cache.set('key', 'value', 20);
      await eventually(async () => expect(await cache.get('key')).toBeUndefined());
      expect(await cache.ttl('key')).toBeUndefined();
      expect(await cache.mget(['key'])).toEqual([undefined]);
    });
  });

  describe('ttl', () => {
    it('tells when an entry ends, by the ttl of the cache or its own', async () => {
      await cache.set('default', 1);
      await cache.set('own', 1, 500_000);
      await expectEnd('default', TTL);
      await expectEnd('own', 500_000);
    });

    it('tells nothing of what is not there, and of what has no end', async () => {
      expect(await cache.ttl('key')).toBeUndefined();
      await cache.set('key', 1, 0);
      expect(await cache.ttl('key')).toBeUndefined();
      expect(await cache.get('key')).toBe(1);
    });
  });

  describe('mget, mset and mdel', () => {
    it('keep the order, repeat what is asked for twice, and leave holes', async () => {
      const list = [
        { key: 'a', value: { n: 1 } },
        { key: 'b', value: { n: 2 }, ttl: 500_000 },
      ];
      expect(await cache.mset(list)).toEqual([
        { key: 'a', value: { n: 1 }, ttl: TTL },
        { key: 'b', value: { n: 2 }, ttl: 500_000 },
      ]);
      expect(list[0]).not.toHaveProperty('ttl');
      const found = await cache.mget(['b', 'none', 'a', 'b']);
      expect(found).toEqual([{ n: 2 }, undefined, { n: 1 }, { n: 2 }]);
      await expectEnd('a', TTL);
      await expectEnd('b', 500_000);
      expect(await cache.mdel(['a', 'none'])).toBe(true);
      expect(await cache.mget(['a', 'b'])).toEqual([undefined, { n: 2 }]);
    });

    it('take empty lists', async () => {
      expect(await cache.mset([])).toEqual([]);
      expect(await cache.mget([])).toEqual([]);
      expect(await cache.mdel([])).toBe(true);
    });
  });

  describe('del and clear', () => {
    it('remove one, or all, and say true whether there was any', async () => {
      await cache.mset(['a', 'b', 'c'].map((key) => ({ key, value: key })));
      expect(await cache.del('a')).toBe(true);
      expect(await cache.del('a')).toBe(true);
      expect(await cache.mget(['a', 'b', 'c'])).toEqual([undefined, 'b', 'c']);
      expect(await cache.clear()).toBe(true);
      expect(await cache.clear()).toBe(true);
      expect(await cache.mget(['a', 'b', 'c'])).toEqual([undefined, undefined, undefined]);
      await cache.set('a', 'again');
      expect(await cache.get('a')).toBe('again');
    });
  });

  describe('wrap', () => {
    const OVERLOADS: [
      name: string,
      ttl: number,
      wrap: (key: string) => Promise<{ loaded: number }>,
    ][] = [
      ['a key and a loader', TTL, (key) => cache.wrap(key, load)],
      ['a loader that returns a promise', TTL, (key) => cache.wrap(key, async () => load())],
      ['a ttl', 500_000, (key) => cache.wrap(key, load, 500_000)],
      ['a ttl of the value', 1_000_000, (key) => cache.wrap(key, load, of(1_000_000))],
      ['a ttl and a threshold', 500_000, (key) => cache.wrap(key, load, 500_000, 1)],
      ['both of the value', 1_000_000, (key) => cache.wrap(key, load, of(1_000_000), of(1))],
      ['a threshold alone', TTL, (key) => cache.wrap(key, load, undefined, 1)],
      ['empty options', TTL, (key) => cache.wrap(key, load, {})],
      ['options with a ttl', 500_000, (key) => cache.wrap(key, load, { ttl: 500_000 })],
      [
        'options with functions',
        1_000_000,
        (key) => cache.wrap(key, load, { ttl: of(1_000_000), refreshThreshold: of(1) }),
      ],
      [
        'functions that leave it to the cache',
        TTL,
        (key) => cache.wrap(key, load, nothing, nothing),
      ],
    ];
    /** Proves that it was called with what was loaded. */
    const of = (milliseconds: number) => (value: { loaded: number }) => milliseconds * value.loaded;
    const nothing = () => undefined as unknown as number;

    it.each(OVERLOADS)('takes %s', async (_name, ttl, wrap) => {
      expect(await wrap('key')).toEqual({ loaded: 1 });
      expect(await wrap('key')).toEqual({ loaded: 1 });
      expect(loads).toBe(1);
      expect(await cache.get('key')).toEqual({ loaded: 1 });
      await expectEnd('key', ttl);
    });

    it('gives value and end with raw, whether loaded or found', async () => {
      for (let i = 0; i < 2; i++) {
        const wrapped = await cache.wrap('key', load, { ttl: 500_000, raw: true });
        expect(wrapped?.value).toEqual({ loaded: 1 });
        expect(Math.abs(Number(wrapped?.expires) - Date.now() - 500_000)).toBeLessThan(SLACK);
      }
    });

    it('gives what set has written', async () => {
      await cache.set('key', { loaded: 7 });
      expect(await cache.wrap('key', load)).toEqual({ loaded: 7 });
      expect(loads).toBe(0);
    });

    it('loads anew once the ttl is over', async () => {
      await cache.wrap('key', load, 20);
      await eventually(async () =>
        expect(await cache.wrap('key', load, 500_000)).toEqual({ loaded: 2 }),
      );
    });

    it('loads once for all who ask at the same time', async () => {
      const { opened, open } = gate();
      const calls = Array.from({ length: 100 }, () =>
        cache.wrap('key', () => opened.then(() => load())),
      );
      open();
      for (const value of await Promise.all(calls)) expect(value).toEqual({ loaded: 1 });
      expect(loads).toBe(1);
    });

    it.each([
      ['throws', fail],
      ['rejects', async () => fail()],
    ])('gives all who wait the error of a loader that %s, and keeps nothing', async (_how, bad) => {
      const calls = await Promise.allSettled([cache.wrap('key', bad), cache.wrap('key', bad)]);
      for (const call of calls) {
        expect(call).toEqual({ status: 'rejected', reason: new Error('upstream is down') });
      }
      expect(loads).toBe(1);
      expect(await cache.wrap('key', load)).toEqual({ loaded: 2 });
    });

    it('keeps null and asks again for undefined', async () => {
      for (const value of [null, undefined]) {
        loads = 0;
        const loadNothing = () => {
          loads++;
          return value;
        };
        for (let i = 0; i < 3; i++)
          expect(await cache.wrap(String(value), loadNothing)).toBe(value);
        expect(loads).toBe(value === null ? 1 : 3);
      }
    });
  });

  describe('refresh ahead', () => {
    type Wrap = (loader: typeof load) => Promise<unknown>;
    const near = TTL + 1;
    const FORMS: [name: string, make: () => Promise<Cache>, wrap: Wrap][] = [
      ['as a number', make, (loader) => cache.wrap('key', loader, TTL, near)],
      ['as a function', make, (loader) => cache.wrap('key', loader, TTL, () => near)],
      ['in options', make, (loader) => cache.wrap('key', loader, { refreshThreshold: near })],
      [
        'as a function in options',
        make,
        (loader) => cache.wrap('key', loader, { refreshThreshold: ({ loaded }) => near * loaded }),
      ],
      [
        'of the cache',
        () => make({ refreshThreshold: near }),
        (loader) => cache.wrap('key', loader),
      ],
    ];

    it.each(FORMS)('goes by a threshold %s', async (_name, makeOwn, wrap) => {
      await cache.disconnect();
      cache = await makeOwn();
      expect(await wrap(load)).toEqual({ loaded: 1 });
      expect(await wrap(load)).toEqual({ loaded: 1 });
      await eventually(async () => expect(await cache.get('key')).toEqual({ loaded: 2 }));
    });

    it('runs once for all who come while it is under way', async () => {
      await cache.wrap('key', load);
      const { opened, open } = gate();
      const slow = () => opened.then(() => load());
      for (let i = 0; i < 20; i++)
        expect(await cache.wrap('key', slow, TTL, near)).toEqual({ loaded: 1 });
      open();
      await eventually(async () => expect(await cache.get('key')).toEqual({ loaded: 2 }));
      expect(loads).toBe(2);
    });

    it('gives the entry a ttl by its new value', async () => {
      const ttl = ({ loaded }: { loaded: number }) => 500_000 * loaded;
      const options = { ttl, refreshThreshold: 500_001 };
      await cache.wrap('key', load, options);
      await cache.wrap('key', load, options);
      await eventually(() => expectEnd('key', 1_000_000));
    });

    it('leaves an entry alone that is far from its end, or has none', async () => {
      await cache.set('far', { loaded: 0 }, 500_000);
      await cache.set('endless', { loaded: 0 }, 0);
      for (const key of ['far', 'endless']) await cache.wrap(key, load, 500_000, 1_000);
      await cache.wrap('other', load);
      expect(loads).toBe(1);
    });
  });

  describe('an event', () => {
    type Name = Parameters<Cache['on']>[0];
    const all = ['get', 'mget', 'set', 'mset', 'del', 'mdel', 'clear', 'ttl', 'refresh'];
    let heard: [name: string, data: unknown][];

    beforeEach(() => {
      heard = [];
      // Not in the type of cache-manager, but told by it: mdel and ttl.
      for (const name of all) cache.on(name as Name, (data: unknown) => heard.push([name, data]));
    });

    /** Each once: cache-manager tells a write for each of its stores and once more for all. */
    const told = () =>
      heard.filter(
        ([name, data], i) =>
          !heard.slice(0, i).some(([other, same]) => other === name && isAlike(data, same)),
      );
    const plain = (data: unknown): unknown =>
      typeof data === 'object' && data !== null ? { ...data, store: undefined } : data;
    const isAlike = (a: unknown, b: unknown) =>
      JSON.stringify(plain(a)) === JSON.stringify(plain(b));
    const expectTold = (...expected: [name: string, data?: unknown][]) => {
      expect(told().map(([name]) => name)).toEqual(expected.map(([name]) => name));
      for (const [i, [, data]] of expected.entries()) {
        if (data === undefined) expect(told()[i]?.[1]).toBeUndefined();
        else expect(told()[i]?.[1]).toMatchObject(data as object);
      }
    };

    it('tells a read that found something', async () => {
      await cache.set('key', { n: 1 });
      heard.length = 0;
      await cache.get('none');
      expectTold();
      await cache.get('key');
      expectTold(['get', { key: 'key', value: { n: 1 } }]);
    });

    it('tells a read of several as one', async () => {
      await cache.set('a', 1);
      heard.length = 0;
      await cache.mget(['a', 'none']);
      expectTold(['mget', { keys: ['a', 'none'], values: [1, undefined] }]);
    });

    it('tells a look at the end of an entry', async () => {
      await cache.set('key', 1);
      heard.length = 0;
      await cache.ttl('none');
      const expires = await cache.ttl('key');
      expectTold(['ttl', { key: 'key', value: { value: 1, expires } }]);
    });

    it('tells a write', async () => {
      await cache.set('key', { n: 1 });
      expectTold(['set', { key: 'key', value: { n: 1 } }]);
    });

    it('tells a write of several as one', async () => {
      await cache.mset([{ key: 'a', value: 1 }]);
      expectTold(['mset', { list: [{ key: 'a', value: 1, ttl: TTL }] }]);
    });

    it('tells what wrap has loaded, and no read of it', async () => {
      await cache.wrap('key', load);
      await cache.wrap('key', load);
      expectTold(['set', { key: 'key', value: { loaded: 1 } }]);
      await expect(cache.wrap('other', fail)).rejects.toThrow('upstream is down');
      expect(told()).toHaveLength(1);
    });

    it('tells a delete', async () => {
      await cache.del('key');
      expectTold(['del', { key: 'key' }]);
    });

    it('tells a delete of several as one', async () => {
      await cache.mdel(['a', 'b']);
      expectTold(['mdel', { keys: ['a', 'b'] }]);
    });

    it('tells a clear', async () => {
      await cache.clear();
      expectTold(['clear']);
    });

    it('tells a refresh with the new value', async () => {
      await cache.set('key', { loaded: 0 });
      await cache.wrap('key', load, TTL, TTL + 1);
      await eventually(() =>
        expectTold(
          ['set', { key: 'key', value: { loaded: 0 } }],
          ['set', { key: 'key', value: { loaded: 1 } }],
          ['refresh', { key: 'key', value: { loaded: 1 } }],
        ),
      );
    });

    it('tells a refresh that failed with the old value and the error', async () => {
      await cache.set('key', { loaded: 0 });
      heard.length = 0;
      expect(await cache.wrap('key', fail, TTL, TTL + 1)).toEqual({ loaded: 0 });
      const error = new Error('upstream is down');
      await eventually(() => expectTold(['refresh', { key: 'key', value: { loaded: 0 }, error }]));
      expect(await cache.get('key')).toEqual({ loaded: 0 });
    });

    it('goes to all who listen, until they stop', async () => {
      const keys: string[] = [];
      const listener = ({ key }: { key: string }) => keys.push(key);
      expect(cache.on('del', listener)).toBeInstanceOf(EventEmitter);
      await cache.del('a');
      expect(cache.off('del', listener)).toBeInstanceOf(EventEmitter);
      await cache.del('b');
      expect(keys).toEqual(['a']);
      expectTold(['del', { key: 'a' }], ['del', { key: 'b' }]);
    });
  });

  describe('the object', () => {
    it('has an id, given or its own', async () => {
      const [other, named] = [await make(), await make({ id: 'mine' })];
      expect(cache.cacheId()).toMatch(/./);
      expect(cache.cacheId()).toBe(cache.cacheId());
      expect(other.cacheId()).not.toBe(cache.cacheId());
      expect(named.cacheId()).toBe('mine');
      await Promise.all([other.disconnect(), named.disconnect()]);
    });

    it('has methods that work without it', async () => {
      const { get, mget, ttl, set, mset, del, mdel, clear, wrap, on, off, cacheId, disconnect } =
        cache;
      const listener = () => undefined;
      on('set', listener);
      await set('a', 1);
      off('set', listener);
      await mset([{ key: 'b', value: 2 }]);
      expect(await mget(['a', 'b'])).toEqual([1, 2]);
      expect(await ttl('a')).toEqual(expect.any(Number));
      await del('a');
      await mdel(['b']);
      expect(await wrap('c', load)).toEqual({ loaded: 1 });
      await clear();
      expect(await get('c')).toBeUndefined();
      expect(cacheId()).toBe(cache.cacheId());
      expect(await disconnect()).toBeUndefined();
    });

    it('has a Keyv in its stores that reads and writes the same entries', async () => {
      const [keyv] = cache.stores;
      expect(cache.stores).toHaveLength(1);
      expect(keyv).toBeInstanceOf(Keyv);
      await keyv?.set('a', { n: 1 }, 500_000);
      expect(await cache.get('a')).toEqual({ n: 1 });
      await expectEnd('a', 500_000);
      await cache.set('b', null);
      expect(await keyv?.get('a')).toEqual({ n: 1 });
      expect(await keyv?.get('b')).toBeNull();
      expect(await keyv?.get('none')).toBeUndefined();
      expect(await keyv?.getMany(['a', 'none'])).toEqual([{ n: 1 }, undefined]);
      expect(await keyv?.has('a')).toBe(true);
      expect(await keyv?.has('none')).toBe(false);
      expect(await keyv?.delete('a')).toBe(true);
      expect(await cache.get('a')).toBeUndefined();
      await keyv?.clear();
      expect(await cache.get('b')).toBeUndefined();
    });

    it('may be disconnected twice', async () => {
      expect(await cache.disconnect()).toBeUndefined();
      expect(await cache.disconnect()).toBeUndefined();
    });
  });
});

describe('what createProductionCache() does otherwise', () => {
  let cache: Cache;
  beforeEach(async () => {
    cache = await createProductionCache();
  });
  afterEach(() => cache.disconnect());

  it('bounds what is written without a ttl: ten minutes', async () => {
    await cache.set('key', 1);
    expect(Number(await cache.ttl('key')) - Date.now()).toBeLessThanOrEqual(600_001);
  });

  it('takes undefined for a delete', async () => {
    await cache.set('key', 1);
    await cache.set('key', undefined);
    expect(await cache.ttl('key')).toBeUndefined();
    expect(await cache.mget(['key'])).toEqual([undefined]);
  });

  it('refuses a negative ttl', async () => {
    const refusal = { code: 'CACHE_TTL_INVALID' };
    await expect(cache.set('key', 1, -1)).rejects.toMatchObject(refusal);
    await expect(cache.mset([{ key: 'key', value: 1, ttl: -1 }])).rejects.toMatchObject(refusal);
  });

  it('gives each caller a value of its own', async () => {
    const value = { n: 1 };
    await cache.set('key', value);
    value.n = 2;
    const [first, second] = await cache.mget<typeof value>(['key', 'key']);
    expect(first).toEqual({ n: 1 });
    expect(second).not.toBe(first);
  });

  it('keeps nothing of a load during which the key was deleted', async () => {
    const { opened, open } = gate();
    const loading = cache.wrap('key', () => opened.then(() => 'old'));
    await Promise.resolve();
    await cache.mdel(['key']);
    open();
    expect(await loading).toBe('old');
    expect(await cache.get('key')).toBeUndefined();
  });

  it('tells the errors of set and mset, and rejects with them', async () => {
    const errors: unknown[] = [];
    cache.on('set', ({ error }) => errors.push(error));
    cache.on('mset', ({ error }) => errors.push(error));
    const value = () => undefined;
    const refusal = { code: 'CACHE_VALUE_UNSUPPORTED' };
    await expect(cache.set('key', value)).rejects.toMatchObject(refusal);
    await expect(cache.mset([{ key: 'key', value }])).rejects.toMatchObject(refusal);
    expect(errors).toEqual([expect.objectContaining(refusal), expect.objectContaining(refusal)]);
  });

  it('rejects with what a listener of set throws', async () => {
    cache.on('set', () => {
      throw new Error('a listener');
    });
    await expect(cache.set('key', 1)).rejects.toThrow('a listener');
  });
});
