import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Exclude, Type } from 'class-transformer';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';
import { Readable } from 'node:stream';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

class User {
  id = 1;
  @Exclude() password = 'hunter2';
}

class Folder {
  @Type(() => Folder) parent: unknown;
}

describe('wrap', () => {
  let cache: ProductionCache;
  let advance: (milliseconds: number) => void;
  let loads: number;
  const load = () => ++loads;
  const fail = () => {
    loads++;
    throw new Error('upstream is down');
  };

  async function make(options: Partial<CacheOptions> = {}): Promise<void> {
    await cache?.disconnect();
    ({ cache, advance } = await testCache({ ttl: 1_000, ...options }));
    loads = 0;
  }

  beforeEach(() => make());
  afterEach(() => cache.disconnect());

  it('loads once for a thousand callers, and gives each a value of its own', async () => {
    const slow = async () => {
      await Promise.resolve();
      return { n: ++loads };
    };
    const values = await Promise.all(Array.from({ length: 1_000 }, () => cache.wrap('key', slow)));
    expect(loads).toBe(1);
    expect(new Set(values).size).toBe(1_000);
    expect(values.every(({ n }) => n === 1)).toBe(true);
    expect(cache.statistics.figures()).toMatchObject({ loads: 1, coalesced: 999 });
  });

  it('takes null for no options', async () => {
    const options = null as unknown as undefined;
    expect(await cache.wrap('key', load, options)).toBe(1);
    expect(await cache.wrap('key', load, options)).toBe(1);
  });

  it('has types that refuse what would come out as something else', () => {
    const loadUser = () => new User();
    const isRaw = Boolean(loads);
    const ofAny = <T>(loadAny: () => Promise<T>, type: new () => T) =>
      cache.wrap('key', loadAny, { type });
    const calls = [
      () => cache.wrap('key', loadUser, { type: User }),
      () => cache.wrap('key', () => [loadUser()], { type: User }),
      () => cache.wrap<User | null>('key', loadUser, { type: User }),
      () => ofAny(() => Promise.resolve(loadUser()), User),
      // @ts-expect-error -- another class
      () => cache.wrap('key', loadUser, { type: Date }),
      // @ts-expect-error -- a value or an object around it, who knows
      () => cache.wrap('key', loadUser, { raw: isRaw }),
    ];
    expect(calls).toHaveLength(6);
  });

  it('gives all who wait the one error, without trying again for each', async () => {
    const calls = await Promise.allSettled(
      Array.from({ length: 100 }, () => cache.wrap('key', fail)),
    );
    expect(loads).toBe(1);
    const errors = calls.map((call): unknown =>
      call.status === 'rejected' ? (call.reason as unknown) : undefined,
    );
    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).toEqual(new Error('upstream is down'));
    expect(await cache.wrap('key', load)).toBe(2);
  });

  it('keeps null and not undefined', async () => {
    const nothing = (value: null | undefined) => () => {
      loads++;
      return value;
    };
    for (let i = 0; i < 2; i++) expect(await cache.wrap('null', nothing(null))).toBeNull();
    expect(loads).toBe(1);
    for (let i = 0; i < 2; i++)
      expect(await cache.wrap('undefined', nothing(undefined))).toBeUndefined();
    expect(loads).toBe(3);
  });

  it.each([
    ['a delete', () => cache.del('key'), undefined],
    ['a write', () => cache.set('key', 'new'), 'new'],
    ['a clear', () => cache.clear(), undefined],
  ])('lets %s win over the load that is under way', async (_, act, left) => {
    const { opened, open } = gate();
    const told: unknown[] = [];
    cache.on('set', ({ value }) => told.push(value));
    const loading = cache.wrap('key', () => opened.then(() => 'old'));
    await Promise.resolve();
    await act();
    open();
    expect(await loading).toBe('old');
    expect(await cache.get('key')).toBe(left);
    expect(told).toEqual(left === undefined ? [] : [left]);
  });

  it('serves the old value within its grace when the loader fails', async () => {
    const options = { grace: 5_000 };
    expect(await cache.wrap('key', load, options)).toBe(1);
    advance(2_000);
    expect(await cache.wrap('key', fail, options)).toBe(1);
    expect(cache.statistics.figures().staleServed).toBe(1);
    expect(await cache.get('key')).toBeUndefined();
    advance(5_000);
    await expect(cache.wrap('key', fail, options)).rejects.toThrow('upstream is down');
  });

  it.each([
    ['a text', 'old', 'new'],
    ['an object', { n: 1 }, { n: 2 }],
  ])('serves %s that was set, and what was set over it, within grace', async (_, first, second) => {
    await make({ grace: 5_000 });
    await cache.set('once', first);
    await cache.set('key', first);
    await cache.set('key', second);
    advance(2_000);
    expect(await cache.wrap<unknown>('once', fail)).toEqual(first);
    expect(await cache.wrap<unknown>('key', fail)).toEqual(second);
    advance(4_000);
    await expect(cache.wrap('key', fail)).rejects.toThrow('upstream is down');
  });

  it('serves the old value when the loader is slower than softTimeout, and keeps what it brings', async () => {
    await make({ grace: 5_000, softTimeout: 5 });
    await cache.wrap('key', () => 'old');
    advance(2_000);
    const { opened, open } = gate();
    expect(await cache.wrap('key', () => opened.then(() => 'new'))).toBe('old');
    open();
    await eventually(async () => expect(await cache.get('key')).toBe('new'));
  });

  it('gives a loader that never settles up after hardTimeout', async () => {
    const never = () => new Promise<never>(() => undefined);
    const waiting = cache.wrap('key', never, { hardTimeout: 5 });
    await expect(waiting).rejects.toMatchObject({ code: 'CACHE_LOAD_TIMEOUT' });
    expect(await cache.wrap('key', load)).toBe(1);
  });

  it('gives each caller of one load its own grace and hardTimeout', async () => {
    const grace = 5_000;
    await cache.wrap('key', () => 'old', { grace });
    advance(2_000);
    const { opened, open } = gate();
    const slow = () => opened.then(fail);
    const calls = [{}, { grace }, {}, { grace, hardTimeout: 5 }].map((options) =>
      cache.wrap<unknown>('key', slow, options),
    );
    const settled = Promise.allSettled(calls);
    expect(await calls[3]).toBe('old');
    await expect(cache.wrap('key', slow, { hardTimeout: 5 })).rejects.toMatchObject({
      code: 'CACHE_LOAD_TIMEOUT',
    });
    open();
    const failed = { status: 'rejected', reason: new Error('upstream is down') };
    const served = { status: 'fulfilled', value: 'old' };
    expect(await settled).toEqual([failed, served, failed, served]);
    expect(loads).toBe(1);
  });

  it('serves the old value within its grace to who waits for a refresh that fails', async () => {
    await make({ grace: 5_000 });
    const { opened, open } = gate();
    await cache.wrap('key', load);
    advance(900);
    const options = { refreshThreshold: 300 };
    expect(await cache.wrap('key', () => opened.then(fail), options)).toBe(1);
    advance(200);
    const waiting = cache.wrap('key', load, options);
    open();
    expect(await waiting).toBe(1);
    expect(cache.statistics.figures()).toMatchObject({ staleServed: 1, loadFailures: 1 });
  });

  it('loads anew in the background when the end is near', async () => {
    const refreshed: unknown[] = [];
    cache.on('refresh', ({ key }) => refreshed.push(key));
    await cache.wrap('key', load, { refreshThreshold: 300 });
    advance(500);
    expect(await cache.wrap('key', load, { refreshThreshold: 300 })).toBe(1);
    advance(300);
    expect(await cache.wrap('key', load, { refreshThreshold: 300 })).toBe(1);
    await eventually(async () => expect(await cache.get('key')).toBe(2));
    expect(refreshed).toEqual(['key']);
    advance(800);
    expect(await cache.wrap('key', fail, undefined, 300)).toBe(2);
    await eventually(() => expect(refreshed).toEqual(['key', 'key']));
    expect(await cache.get('key')).toBe(2);
  });

  it('cuts at most the jitter off a ttl', async () => {
    await make({ jitter: 0.5 });
    const ends = new Set<number>();
    for (let i = 0; i < 50; i++) {
      await cache.set(`key:${i}`, i);
      const left = Number(await cache.ttl(`key:${i}`)) - Date.now();
      expect(left).toBeGreaterThan(400);
      expect(left).toBeLessThanOrEqual(1_000);
      ends.add(left);
    }
    expect(ends.size).toBeGreaterThan(10);
  });

  it('gives one frozen value to all with values: frozen', async () => {
    const frozen = { values: 'frozen' } as const;
    const object = { list: [1] };
    const first = await cache.wrap('key', () => object, frozen);
    expect(await cache.wrap('key', () => object, frozen)).toBe(first);
    expect(Object.isFrozen(first.list)).toBe(true);
    expect(Object.isFrozen(object)).toBe(false);
    const copy = await cache.wrap('key', () => object);
    copy.list.push(2);
    expect(first).toEqual({ list: [1] });
  });

  it('never fails for a value that cannot be kept, and counts it', async () => {
    const stream = Readable.from(['a']);
    expect(await cache.wrap('stream', () => stream)).toBe(stream);
    const user = new User();
    expect(await cache.wrap('user', () => user)).toBe(user);
    expect(await cache.get('user')).toBeUndefined();
    expect(cache.statistics.figures().rejected).toBe(2);
    await expect(cache.set('stream', stream)).rejects.toMatchObject({
      code: 'CACHE_VALUE_UNSUPPORTED',
    });
  });

  it('gives instances also of a value that cannot be kept, and of one inside itself as it is', async () => {
    await make({ maxEntryBytes: 1_000 });
    const large = { id: 2, password: 'x'.repeat(2_000) };
    const [user] = await cache.wrap('users', () => [large], { type: User });
    expect(user).toBeInstanceOf(User);
    expect(user).toEqual(large);
    const folder = { parent: undefined as unknown };
    folder.parent = folder;
    expect(await cache.wrap<object>('folder', () => folder, { type: Folder })).toBe(folder);
  });

  it('revives instances by their type, the first time as every time', async () => {
    for (let i = 0; i < 2; i++) {
      const user = await cache.wrap('user', () => new User(), { type: User });
      expect(user).toBeInstanceOf(User);
      expect(user.password).toBe('hunter2');
    }
  });

  it.each([-1, Number.NaN, '5' as unknown as number])('refuses %p as a ttl', async (ttl) => {
    const refusal = { code: 'CACHE_TTL_INVALID' };
    await expect(cache.set('key', 1, ttl)).rejects.toMatchObject(refusal);
    await expect(cache.wrap('key', load, ttl)).rejects.toMatchObject(refusal);
    await expect(cache.wrap('key', load, () => ttl)).rejects.toMatchObject(refusal);
    expect(await cache.get('key')).toBeUndefined();
  });

  it('takes what toJSON() gives for the value, also undefined and a text', async () => {
    class Answer {
      constructor(readonly json: unknown) {}
      toJSON(): unknown {
        return this.json;
      }
    }
    const answered = (json: unknown) => () => {
      loads++;
      return new Answer(json);
    };
    for (let i = 0; i < 2; i++)
      expect(await cache.wrap('undefined', answered(undefined))).toBeUndefined();
    expect(loads).toBe(2);
    for (let i = 0; i < 2; i++) {
      expect(await cache.wrap<unknown>('text', answered('abc'), { type: User })).toBe('abc');
    }
    expect(loads).toBe(3);
    await cache.set('text', new Answer(undefined));
    expect(await cache.get('text')).toBeUndefined();
    expect(cache.statistics.figures().size).toBe(0);
  });

  it('survives a listener of refresh that throws', async () => {
    const told = gate();
    cache.on('refresh', () => {
      told.open();
      throw new Error('a listener');
    });
    await cache.wrap('key', load);
    expect(await cache.wrap('key', load, { refreshThreshold: 2_000 })).toBe(1);
    await told.opened;
    await eventually(async () => expect(await cache.get('key')).toBe(2));
  });

  it('takes 0 and Infinity as no end, and parts of a millisecond', async () => {
    for (const ttl of [0, Infinity, 1e300]) {
      await cache.set(`key:${ttl}`, ttl, ttl);
      expect(await cache.ttl(`key:${ttl}`)).toBeUndefined();
    }
    await cache.set('short', 1, 1.5);
    advance(31_536_000_000);
    expect(await cache.get('key:0')).toBe(0);
    expect(await cache.get('short')).toBeUndefined();
  });

  it.each(['', 'a\0b', 'a\r\nb', 'ż🧀', 'k'.repeat(1_000_000)])(
    'takes any text as a key',
    async (key) => {
      await cache.set(key, 'value');
      expect(await cache.get(key)).toBe('value');
      expect(await cache.del(key)).toBe(true);
      expect(await cache.get(key)).toBeUndefined();
    },
  );

  it('refuses a key that is no text', async () => {
    const key = undefined as unknown as string;
    for (const call of [cache.get(key), cache.set(key, 1), cache.wrap(key, load), cache.del(key)])
      await expect(call).rejects.toMatchObject({ code: 'CACHE_KEY_INVALID' });
  });

  it('works without the object, and through its stores', async () => {
    const { wrap, get, set } = cache;
    await set('a', { n: 1 });
    expect(await get('a')).toEqual({ n: 1 });
    expect(await wrap('b', load)).toBe(1);
    const [keyv] = cache.stores;
    expect(await keyv?.get('a')).toEqual({ n: 1 });
    await keyv?.set('c', 3);
    expect(await cache.get('c')).toBe(3);
  });
});
