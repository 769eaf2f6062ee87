import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type ClassConstructor, Exclude, instanceToPlain, Type } from 'class-transformer';
import { ClassRules } from '../../../lib/cache/values/class-rules.js';
import { decode } from '../../../lib/cache/values/decode.js';
import { encode } from '../../../lib/cache/values/encode.js';
import { keepValue } from '../../../lib/cache/values/keep-value.js';
import { revive } from '../../../lib/cache/values/revive.js';

class Photo {
  id = 1;
}

class Landscape extends Photo {
  @Exclude() place = 'secret';
}

class Portrait extends Photo {
  person = 'Ann';
}

const discriminator = {
  property: 'kind',
  subTypes: [
    { value: Landscape, name: 'landscape' },
    { value: Portrait, name: 'portrait' },
  ],
};

class Album {
  @Type(() => Photo, { discriminator })
  photos: Photo[] = [new Landscape(), new Portrait()];
  @Type(() => Photo, { discriminator })
  cover: Photo = new Landscape();
}

class Frame {
  @Type(() => Photo, { discriminator })
  photo: unknown = new Portrait();
}

class Profile {
  name = 'Ann';
  @Exclude() secret = 's';
}

class Owner {
  @Type()
  profile: Profile = new Profile();
  @Type()
  tags: string[] = ['a'];
}

const options = { rules: new ClassRules(), maxBytes: 1e9 };
const keep = (value: unknown, type?: ClassConstructor<unknown>) =>
  keepValue(value, { ...options, type });

/** As memory brings it back, and as a server does. */
function broughtBack<T>(value: T, type: ClassConstructor<T>): [name: string, T][] {
  const kept = keep(value, type);
  const read = decode(encode(kept)) ?? kept;
  return [
    ['memory', revive(kept.copy(), type) as T],
    ['a server', revive(read.copy(), type) as T],
  ];
}

const needsType = (path: string) =>
  expect.objectContaining({ code: 'CACHE_VALUE_NEEDS_TYPE', path });

describe('classes that a discriminator tells apart', () => {
  it.each([
    ['in a list', { photos: [new Landscape()], cover: new Portrait() }, '$.photos[0]'],
    ['alone', { photos: [], cover: new Landscape() }, '$.cover'],
  ])('need a type when one of them hides something, %s', (_, parts, path) => {
    expect(() => keep(Object.assign(new Album(), parts))).toThrow(needsType(path));
  });

  it('are revived each, and hide again what they hid', () => {
    const shown = instanceToPlain(new Album());
    for (const [source, album] of broughtBack(new Album(), Album)) {
      expect([source, album.photos.map(({ constructor }) => constructor)]).toEqual([
        source,
        [Landscape, Portrait],
      ]);
      expect(album.cover).toBeInstanceOf(Landscape);
      expect(album.cover).toHaveProperty('place', 'secret');
      expect(instanceToPlain(album)).toEqual(shown);
    }
  });

  it('are told by the name in plain data, too', () => {
    const data = { photo: { kind: 'portrait', person: 'Bob' } };
    for (const [, frame] of broughtBack(Object.assign(new Frame(), data), Frame)) {
      expect(frame.photo).toBeInstanceOf(Portrait);
      expect(frame.photo).toMatchObject({ person: 'Bob', kind: 'portrait' });
    }
  });

  it('come out plain with their names, as instanceToPlain writes them', () => {
    const shown = instanceToPlain(new Frame());
    expect(keep(new Frame(), Frame).copy()).toEqual(shown);
  });

  it('are the declared class where none of them fits', () => {
    for (const photo of [{ kind: 'sketch' }, new Photo()]) {
      for (const [, frame] of broughtBack(Object.assign(new Frame(), { photo }), Frame)) {
        expect(frame.photo).toBeInstanceOf(Photo);
      }
    }
  });
});

describe('@Type() without a function', () => {
  it('goes by the class that TypeScript has noted', () => {
    const plain = Object.assign(new Owner(), { profile: { name: 'Ann', secret: 's' } });
    expect(() => keep(plain)).toThrow(needsType('$.profile'));
    for (const [, owner] of broughtBack(new Owner(), Owner)) {
      expect(owner).toStrictEqual(new Owner());
      expect(instanceToPlain(owner)).toEqual({ profile: { name: 'Ann' }, tags: ['a'] });
    }
  });
});

class Wrapper {
  constructor(private readonly inner: unknown) {}

  toJSON() {
    return this.inner;
  }
}

class Account {
  id = 1;
  password = 'hunter2';

  toJSON(): Account {
    const shown = Object.assign(Object.create(Account.prototype) as Account, this);
    Reflect.deleteProperty(shown, 'password');
    return shown;
  }
}

describe('what a toJSON() gives', () => {
  it.each([
    ['an instance', (profile: Profile) => profile, '$'],
    ['a list of them', (profile: Profile) => [profile], '$[0]'],
    ['a Map of them', (profile: Profile) => new Map([['a', profile]]), '$[0]'],
    ['an object with one in it', (profile: Profile) => ({ profile }), '$.profile'],
  ])('needs a type where it is %s that hides something', (_, give, path) => {
    expect(() => keep(new Wrapper(give(new Profile())))).toThrow(needsType(path));
  });

  it('is not asked for its own toJSON(), as JSON.stringify has it', () => {
    expect(keep(new Account()).copy()).toEqual({ id: 1 });
    expect(keep([new Wrapper(new Account())]).copy()).toEqual([{ id: 1, password: 'hunter2' }]);
    expect(JSON.stringify([new Wrapper(new Account())])).toBe('[{"id":1,"password":"hunter2"}]');
  });
});

describe('a Buffer', () => {
  it('is kept in memory of its own, not in some kilobytes of a pool', () => {
    const kept = keep({ hash: Buffer.alloc(32, 1) });
    for (const { data } of [kept, decode(encode(kept)) ?? kept]) {
      const { hash } = data as { hash: Buffer };
      expect(hash).toEqual(Buffer.alloc(32, 1));
      expect(hash.buffer.byteLength).toBe(32);
    }
  });
});
