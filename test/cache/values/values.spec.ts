import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Exclude, Expose, instanceToPlain, Transform, Type } from 'class-transformer';
import fc from 'fast-check';
import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import { decode } from '../../../lib/cache/values/decode.js';
import { encode } from '../../../lib/cache/values/encode.js';
import { ClassRules } from '../../../lib/cache/values/class-rules.js';
import { keepValue } from '../../../lib/cache/values/keep-value.js';
import { revive } from '../../../lib/cache/values/revive.js';
import { anyData as data } from './any-data.js';

/** Those that this version of Node has. */
const VIEWS = Object.getOwnPropertyNames(globalThis).filter((name) =>
  /^(DataView|.+(8|16|32|64)(Clamped)?Array)$/.test(name),
);

const rules = new ClassRules();
const keep = (value: unknown, type?: new () => unknown) =>
  keepValue(value, { rules, maxBytes: 1e9, type });

describe('data', () => {
  it('comes out equal from memory and from a server, and is not touched', () => {
    fc.assert(
      fc.property(data, (value) => {
        const before = inspect(value, { depth: null });
        const kept = keep(value);
        expect(kept.copy()).toStrictEqual(value);
        expect(decode(encode(kept))?.copy()).toStrictEqual(value);
        if (kept.isShared(true)) kept.share();
        expect(inspect(value, { depth: null })).toBe(before);
        if (typeof value === 'object' && value !== null) expect(Object.isFrozen(value)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['copy', 'frozen'] as const)('may have a property named then, %s', async (values) => {
    const cache = await createProductionCache({ values });
    for (const then of ['tomorrow', null, undefined, { at: 1 }]) {
      expect(await cache.set('key', { then })).toStrictEqual({ then });
      // Twice: the second answer is made by what the first has found out.
      expect(await cache.get('key')).toStrictEqual({ then });
      expect(await cache.get('key')).toStrictEqual({ then });
    }
    await cache.disconnect();
  });

  it('may be a Date that is none', () => {
    const kept = keep([new Date(NaN)]);
    for (const copy of [kept.copy(), decode(encode(kept))?.copy()]) {
      expect((copy as Date[])[0]?.getTime()).toBeNaN();
    }
  });

  it('belongs to each caller alone, at every depth', () => {
    const given = { list: [{ n: 1 }], map: new Map([['a', { n: 1 }]]), bytes: Buffer.from('a') };
    const kept = keep(given);
    given.list[0] = { n: 9 };
    const first = kept.copy() as typeof given;
    first.list.push({ n: 2 });
    const [row] = first.list;
    if (row) row.n = 3;
    first.map.set('b', { n: 2 });
    first.bytes[0] = 0;
    expect(kept.copy()).toEqual({
      list: [{ n: 1 }],
      map: new Map([['a', { n: 1 }]]),
      bytes: Buffer.from('a'),
    });
  });

  it('stays as it was kept whatever is done to a copy', () => {
    fc.assert(
      fc.property(data, (value) => {
        const kept = keep(value);
        const before = inspect(kept.data, { depth: null });
        spoil(kept.copy());
        spoil(value);
        expect(inspect(kept.data, { depth: null })).toBe(before);
      }),
    );
  });

  it('has nothing that a symbol names, which would be shared and lost on a server', () => {
    const hidden = Symbol('hidden');
    for (const given of [{ id: 1 }, { list: [{}] }]) {
      const kept = keep({ ...given, [hidden]: { n: 1 } });
      expect(kept.copy()).toStrictEqual(given);
      expect(Reflect.ownKeys(kept.copy() as object)).not.toContain(hidden);
    }
  });

  it('may come from another realm', () => {
    const buffer: unknown = runInNewContext('new Uint8Array([1, 2]).buffer');
    const kept = keep({ buffer });
    const { buffer: copy } = decode(encode(kept))?.copy() as { buffer: ArrayBuffer };
    expect([...new Uint8Array(copy)]).toEqual([1, 2]);
  });

  it.each(VIEWS)('may be bytes in a %s', (name) => {
    const View = Reflect.get(globalThis, name) as new (buffer: ArrayBuffer) => ArrayBufferView;
    const view = new View(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer);
    const kept = keep({ view });
    expect(kept.copy()).toStrictEqual({ view });
    expect(decode(encode(kept))?.copy()).toStrictEqual({ view });
  });

  it('is copied the same whatever the mixture of objects in a list', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({
      id: i,
      [`name ${i % 40}`]: i % 3 === 0 ? null : { list: [[i], { i }] },
    }));
    const kept = keep(rows);
    expect(kept.copy()).toStrictEqual(rows);
    expect(kept.copy()).toStrictEqual(rows);
  });

  it('is one deeply frozen object for all where that is wanted and possible', () => {
    const kept = keep({ list: [{ n: 1 }] });
    const shared = kept.share() as { list: { n: number }[] };
    expect(kept.isShared(true)).toBe(true);
    expect(Object.isFrozen(shared.list[0])).toBe(true);
    expect(kept.copy()).not.toBe(shared);
    expect(keep({ at: new Date() }).isShared(true)).toBe(false);
    expect(keep({ at: new Date() }).isShared(false)).toBe(false);
  });

  it('may refer to one object twice', () => {
    const city = { id: 1 };
    expect(keep([city, city]).copy()).toEqual([city, city]);
  });

  it.each(['', 'garbage', '{', '~', '~{"~":["what",1]}', '~{"~":7}', '~{"~":["bigint","x"]}'])(
    'is not made from %j',
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );

  it('is not made from a text that nests without end', () => {
    expect(decode('['.repeat(50_000) + ']'.repeat(50_000))).toBeUndefined();
  });

  it('does not pollute a prototype on its way from a server', () => {
    const text = '~{"__proto__":{"polluted":1},"a":{"~":["undefined",0]}}';
    decode(text)?.copy();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('what is no data', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  let deep: unknown = {};
  for (let i = 0; i < 10_000; i++) deep = [deep];
  it.each([
    ['a function', { user: { orders: [1, { callback: () => 1 }] } }, '$.user.orders[1].callback'],
    ['a symbol', { s: Symbol('s') }, '$.s'],
    ['a promise', { p: Promise.resolve() }, '$.p'],
    ['an emitter', [new EventEmitter()], '$[0]'],
    ['an error', { e: new Error('e') }, '$.e'],
    ['a pattern', /x/, '$'],
    ['a weak map', { 'a b': new WeakMap() }, '$[…]'],
    ['an iterator', [1].values(), '$'],
    ['what is inside itself', circle, '$.self.self'],
    ['what has no end of depth', deep, '$[0][0]'],
  ])('%s is refused, and the path named', async (_, value, path) => {
    const refusal = expect.objectContaining({
      code: 'CACHE_VALUE_UNSUPPORTED',
      path: expect.stringContaining(path),
    });
    expect(() => keep(value)).toThrow(refusal);
    const cache = await createProductionCache();
    await expect(cache.set('key', value)).rejects.toEqual(refusal);
    await cache.disconnect();
  });

  it('is refused when it is larger than a value may be', () => {
    const large = { text: 'x'.repeat(50_000_000) };
    expect(() => keepValue(large, { rules, maxBytes: 8_000_000 })).toThrow(
      expect.objectContaining({ code: 'CACHE_VALUE_TOO_LARGE', path: '$.text' }),
    );
  });
});

describe('the size of a value', () => {
  const names = Array.from({ length: 1_000 }, (_, i) => [`${'k'.repeat(10_000)}${i}`, i] as const);
  it.each([
    ['many numbers', Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i]))],
    ['long names', Object.fromEntries(names)],
    ['one long name', { ['k'.repeat(10_000_000)]: 1 }],
    ['a large integer', [1n << 100_000_000n]],
    ['many empty lists', Array.from({ length: 100_000 }, () => [])],
  ])('counts %s', (_, value) => {
    expect(() => keepValue(value, { rules, maxBytes: 1_000_000 })).toThrow(
      expect.objectContaining({ code: 'CACHE_VALUE_TOO_LARGE' }),
    );
  });
});

class Plain {
  constructor(readonly id = 1) {}
  get twice() {
    return this.id * 2;
  }
}

class Money {
  cents = 100;
  toJSON() {
    return '1.00';
  }
}

class Profile {
  name = '';
  @Exclude() secret = '';
}

class User {
  id = 0;
  @Exclude() password = '';
  @Type(() => Profile) profile = new Profile();
  born = new Date(0);
}

class Child extends User {}

class Shown {
  @Expose() id = 1;
}

class Masked {
  @Transform(() => '***', { toPlainOnly: true }) card = '4111';
}

class MaskedBothWays {
  @Transform(() => '***') card = '4111';
}

class MaskedAsBoth {
  @Transform(() => '***', { toClassOnly: true, toPlainOnly: true }) card = '4111';
}

class ReadLeniently {
  @Transform(({ value }) => Number(value), { toClassOnly: true }) cents = 100;
}

class Admin extends User {
  @Exclude() recoveryCode = 'code';
}

class Company {
  @Type(() => Profile) owner: unknown = undefined;
}

class Team {
  @Type(() => User) lead: unknown = undefined;
}

class Frozen {
  constructor(readonly amount = 0) {
    Object.freeze(this);
  }
}

class Careful {
  amount = 0;
  set unit(_: string) {
    throw new Error('the unit is fixed');
  }
}

class Constant {
  amount = 0;
}
Object.defineProperty(Constant.prototype, 'unit', { value: 'km' });

class Point {
  readonly x: number;
  constructor(given: { x: number }) {
    this.x = given.x;
  }
}

describe('instances of classes', () => {
  it('come out as their toJSON says also where the prototype names no class', async () => {
    const cache = await createProductionCache();
    await cache.set(
      'price',
      Object.assign(Object.create({ toJSON: () => '1.00' }), { cents: 100 }),
    );
    expect(await cache.get('price')).toBe('1.00');
    await cache.disconnect();
  });

  it('come out plain', () => {
    expect(keep({ plain: new Plain(7), money: new Money() }).copy()).toStrictEqual({
      plain: { id: 7 },
      money: '1.00',
    });
  });

  it.each([User, Child, Shown, Masked, MaskedBothWays, MaskedAsBoth])(
    'of %p, which hides something, need a type',
    (Class) => {
      expect(() => keep({ user: new Class() })).toThrow(
        expect.objectContaining({ code: 'CACHE_VALUE_NEEDS_TYPE', path: '$.user' }),
      );
      expect(keep(new Class(), Class).copy()).toBeDefined();
    },
  );

  it('need no type for a @Transform that is for the way in only', () => {
    expect(keep(new ReadLeniently()).copy()).toStrictEqual({ cents: 100 });
  });

  it('of a class with a plain @Transform are refused by set, and not kept by wrap', async () => {
    const cache = await createProductionCache({ warnBelowHitRate: 0 });
    await expect(cache.set('set', new MaskedBothWays())).rejects.toMatchObject({
      code: 'CACHE_VALUE_NEEDS_TYPE',
    });
    const given = new MaskedBothWays();
    expect(await cache.wrap('wrapped', () => given)).toBe(given);
    expect(await cache.get('wrapped')).toBeUndefined();
    await cache.disconnect();
  });

  it('are revived by their type, with what @Type declares, and hide again what they hid', () => {
    const user = Object.assign(new User(), { id: 1, password: 'hunter2' });
    user.profile.secret = 'secret';
    const kept = keep([user], User);
    const [revived] = revive((decode(encode(kept)) ?? kept).copy(), User) as [User];
    expect(revived).toBeInstanceOf(User);
    expect(revived).toStrictEqual(user);
    expect(revived.profile).toBeInstanceOf(Profile);
    expect(instanceToPlain(revived)).toEqual(instanceToPlain(user));
    expect(JSON.stringify(instanceToPlain(revived))).not.toMatch(/hunter2|secret/);
  });

  it('need @Type where an instance inside them hides something', () => {
    const owner = Object.assign(new Plain(), { user: new User() });
    expect(() => keep(owner, Plain)).toThrow(
      expect.objectContaining({ code: 'CACHE_VALUE_NEEDS_TYPE', path: '$.user' }),
    );
  });

  it.each([
    ['a type that knows nothing of what it hides', new User(), Plain],
    ['a base class that hides less', new Admin(), User],
    [
      'a property of its own called constructor',
      Object.assign(new User(), { constructor: 1 }),
      undefined,
    ],
  ])('are not shown by %s', (_, value, type: (new () => unknown) | undefined) => {
    expect(() => keep(value, type)).toThrow(
      expect.objectContaining({ code: 'CACHE_VALUE_NEEDS_TYPE', path: '$' }),
    );
  });

  it('hide plain data inside them as their @Type says, and need a type for it', () => {
    const company = Object.assign(new Company(), { owner: { name: 'Ann', secret: 's' } });
    expect(() => keep(company)).toThrow(
      expect.objectContaining({ code: 'CACHE_VALUE_NEEDS_TYPE', path: '$.owner' }),
    );
    const revived = revive(keep(company, Company).copy(), Company);
    expect(instanceToPlain(revived)).toEqual(instanceToPlain(company));
    expect(instanceToPlain(revived)).toEqual({ owner: { name: 'Ann' } });
  });

  it('show what they showed before where @Type names a base class', () => {
    const team = Object.assign(new Team(), { lead: new Admin() });
    const revived = revive(keep(team, Team).copy(), Team);
    expect(instanceToPlain(revived)).toEqual(instanceToPlain(team));
  });

  it('are revived where the constructor cannot do without arguments', () => {
    const revived = revive(keep(new Point({ x: 1 }), Point as never).copy(), Point);
    expect(revived).toBeInstanceOf(Point);
    expect(revived).toEqual(new Point({ x: 1 }));
  });

  it.each([
    ['freeze themselves', Frozen, { amount: 3 }],
    ['have a setter that throws', Careful, { amount: 3, unit: 'm' }],
    ['have a prototype that must not be written over', Constant, { amount: 3, unit: 'm' }],
  ])('are revived where they %s', (_, type, data) => {
    const revived = revive(keep(data, type).copy(), type);
    expect(revived).toBeInstanceOf(type);
    expect({ ...(revived as object) }).toEqual(data);
  });
});

/** Changes all that can be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Date) value.setTime(1);
  else if (value instanceof Uint8Array || value instanceof Float64Array) value.fill(7);
  else if (value instanceof Map || value instanceof Set) {
    for (const inner of value.values()) spoil(inner);
    value.clear();
  } else {
    for (const name of Object.keys(value)) {
      spoil(Reflect.get(value, name));
      Reflect.deleteProperty(value, name);
    }
    Object.assign(value, { spoiled: true });
  }
}
