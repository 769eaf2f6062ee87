import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Exclude, Type } from 'class-transformer';
import { randomUUID } from 'node:crypto';
import type { CacheOptions, ProductionCache } from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

class User {
  id = 1;
  @Exclude() password = 'hunter2';
}

class Team {
  name = 'blue';
  @Type(() => User) lead = new User();
}

class Account {
  id = 1;
  password = 'hunter2';
  toJSON() {
    return { id: this.id };
  }
}

class City {
  name = 'Łódź';
}

const type = User;
const loadUser = () => new User();
const loadPlain = (): unknown => ({ id: 2 });

async function typedRead(cache: ProductionCache): Promise<User> {
  return cache.wrap('user', () => Promise.reject<User>(new Error('it is held')), { type });
}

describe('a value kept with a type that hides some of it', () => {
  let cache: ProductionCache;
  let advance: (milliseconds: number) => void;
  const errors = jest.spyOn(Logger.prototype, 'error');

  async function make(options: Partial<CacheOptions> = {}): Promise<void> {
    await cache?.disconnect();
    ({ cache, advance } = await testCache({ ttl: 1_000, ...options }));
    await cache.wrap('user', loadUser, { type });
  }

  beforeEach(async () => {
    errors.mockReset().mockReturnValue();
    await make();
  });
  afterEach(() => cache.disconnect());

  it.each(['copy', 'frozen'] as const)(
    'is not there for who asks without it (%s)',
    async (values) => {
      await make({ values });
      for (let i = 0; i < 200; i++) {
        expect(await cache.get('user')).toBeUndefined();
        expect(await typedRead(cache)).toBeInstanceOf(User);
      }
      expect(await cache.mget(['user'])).toEqual([undefined]);
      expect(await cache.stores[0]?.get('user')).toBeUndefined();
      expect(cache.statistics.figures()).toMatchObject({ loads: 1, misses: 203, memoryHits: 200 });
    },
  );

  it('is told once, with what to do', async () => {
    for (let i = 0; i < 2; i++) await cache.get('user');
    await cache.wrap('user', loadPlain);
    expect(errors.mock.calls).toEqual([[expect.stringMatching(/`type`.*@Exclude[^]*wrap\(\)/)]]);
    expect(String(errors.mock.calls[0])).not.toMatch(/user|hunter2/);
  });

  it('is left as it is by wrap without it, which gives what its own loader brings', async () => {
    expect(await cache.wrap('user', loadPlain)).toEqual({ id: 2 });
    for (const options of [{ values: 'frozen' }, { raw: false }] as const) {
      expect(await cache.wrap('user', loadPlain, options)).toEqual({ id: 2 });
    }
    expect(await cache.wrap('user', loadPlain, { raw: true })).toEqual({ value: { id: 2 } });
    const failing = () => Promise.reject(new Error('away'));
    await expect(cache.wrap('user', failing)).rejects.toThrow('away');
    expect(await typedRead(cache)).toEqual(new User());
  });

  it('is loaded once for all who ask for it at the same time without it', async () => {
    const { opened, open } = gate();
    let loads = 0;
    const load = () => opened.then(() => ({ loads: ++loads }));
    const asked = Array.from({ length: 1_000 }, () => cache.wrap('user', load));
    open();
    const values = await Promise.all(asked);
    expect(new Set(values.map((value) => value.loads))).toEqual(new Set([1]));
    expect(new Set(values).size).toBe(1_000);
    expect(cache.statistics.figures()).toMatchObject({ coalesced: 999, loads: 2 });
  });

  it.each([
    ['', loadUser],
    [', even if it cannot be kept', () => ({ ...new User(), action: () => 1 })],
  ])('is not shared with who waits for the same load without it%s', async (_, load) => {
    await cache.del('user');
    const { opened, open } = gate();
    const typed = cache.wrap('user', () => opened.then(load), { type });
    const untyped = cache.wrap('user', loadPlain);
    open();
    expect(await typed).toHaveProperty('password');
    expect(await untyped).toEqual({ id: 2 });
  });

  it.each([Infinity, 1])(
    'does not stand in within grace for who asks without it (softTimeout: %s)',
    async (softTimeout) => {
      await make({ grace: 5_000, softTimeout });
      advance(2_000);
      let loads = 0;
      const failing = () => Promise.reject<never>(new Error(`away ${++loads}`));
      const asked = Array.from({ length: 10 }, () => cache.wrap('user', failing));
      const reasons = (await Promise.allSettled(asked)).map((answer) => ({ ...answer }));
      expect(reasons).toEqual(Array(10).fill({ status: 'rejected', reason: new Error('away 1') }));
      expect(await cache.wrap('user', failing, { type })).toEqual(new User());
    },
  );

  it('is shown to no listener', async () => {
    const heard: unknown[] = [];
    for (const event of ['get', 'set', 'ttl', 'refresh'] as const) {
      cache.on(event as 'get', (told) => heard.push(told.value));
    }
    await cache.wrap('other', loadUser, { type });
    await cache.get('user');
    expect(await cache.ttl('user')).toEqual(expect.any(Number));
    await cache.wrap('user', loadUser, { type, refreshThreshold: 2_000 });
    await eventually(() => expect(heard).toHaveLength(3));
    const failing = () => Promise.reject<User>(new Error('away'));
    await cache.wrap('user', failing, { type, refreshThreshold: 2_000 });
    await eventually(() => expect(heard).toHaveLength(4));
    const unkept = () => ({ ...new User(), action: () => 1 });
    await cache.wrap('other', unkept, { type, refreshThreshold: 2_000 });
    await eventually(() => expect(heard).toHaveLength(5));
    expect(JSON.stringify(heard)).not.toContain('hunter2');
  });

  it('needs it too where the class is that of a property, an element, or plain data, or has a toJSON()', async () => {
    await cache.wrap('team', () => new Team(), { type: Team });
    await cache.wrap('list', () => [new User()], { type });
    await cache.wrap('plain', () => ({ ...new User() }), { type });
    await cache.wrap('account', () => new Account(), { type: Account });
    const keys = ['team', 'list', 'plain', 'account'];
    expect(await cache.mget(keys)).toEqual(keys.map(() => undefined));
    expect(await cache.wrap('account', () => ({ id: 2 }))).toEqual({ id: 2 });
  });

  it('gives way to what is set', async () => {
    await cache.set('user', { id: 3 });
    expect(await cache.get('user')).toEqual({ id: 3 });
  });

  it('needs none where the class hides nothing', async () => {
    await cache.wrap('city', () => new City(), { type: City });
    expect(await cache.get('city')).toEqual({ name: 'Łódź' });
    expect(errors).not.toHaveBeenCalled();
  });
});

for (const provider of ['redis', 'memcached'] as const) {
  describeWithServer(provider, `a value that needs its type, on ${provider},`, (url) => {
    it('is not there without it for other instances either', async () => {
      const namespace = `test-${randomUUID()}`;
      const instance = (memory: boolean) =>
        createProductionCache({ provider, url, namespace, memory });
      const caches = [await instance(true), await instance(true), await instance(false)] as const;
      const [writer, ...readers] = caches;
      const errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
      await eventually(async () => {
        await writer.del('user');
        await writer.wrap('user', loadUser, { type });
        for (const reader of readers) expect(await typedRead(reader)).toEqual(new User());
      });
      for (const reader of readers) {
        expect(await reader.get('user')).toBeUndefined();
        expect(await reader.wrap('user', loadPlain)).toEqual({ id: 2 });
        expect(await typedRead(reader)).toBeInstanceOf(User);
      }
      expect(errors).toHaveBeenCalledTimes(2);
      errors.mockRestore();
      await Promise.all(caches.map((cache) => cache.disconnect()));
    });
  });
}
