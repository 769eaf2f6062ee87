import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CursorValue, KeyRing, type KeysetPosition } from 'nestjs-production-readiness';
import { CursorCodec } from '../../../lib/pagination/cursor/cursor-codec.js';
import { OLD_KEY, OLDER_KEY, SECRET_KEY } from '../../support/environment.js';

const BINDING = '[["/cities","CitiesController","list"],[],["+id"],[],null]';

const codecOf = (current: string, fallbacks: string[] = []) =>
  new CursorCodec(new KeyRing({ current, fallbacks }).derive('pagination-cursor'));

const codec = codecOf(SECRET_KEY);

const at = (...values: CursorValue[]): KeysetPosition => ({
  values,
  direction: 'forward',
  isInclusive: false,
});

const sealed = (...values: CursorValue[]) => sealedBy(codec, at(...values), BINDING);

function sealedBy(by: CursorCodec, position: KeysetPosition, binding: string): string {
  const text = by.seal(position, position.values.length, binding);
  if (text === undefined) throw new Error('too long');
  return text;
}

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('\uFFFD', '\uD800', '\0', '9007199254740993', '2024-01-02 03:04:05.000007+00'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

const positions: fc.Arbitrary<KeysetPosition> = fc.record({
  values: fc.array(value, { minLength: 1, maxLength: 6 }),
  direction: fc.constantFrom('forward', 'backward'),
  isInclusive: fc.boolean(),
});

describe('A cursor', () => {
  it('brings back exactly the position that was sealed, and is the same text each time', () => {
    fc.assert(
      fc.property(positions, fc.string({ unit: 'binary' }), (position, list) => {
        const binding = JSON.stringify(list);
        const columns = position.values.length;
        const text = sealedBy(codec, position, binding);
        expect(text).toMatch(/^1[\w-]+$/);
        expect(text).toBe(codecOf(SECRET_KEY).seal(position, columns, binding));
        const opened = codec.open(text, columns, binding);
        expect(opened).toEqual(position);
        expect(opened?.values.every((each, i) => Object.is(each, position.values[i]))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused for any other list and any other number of columns', () => {
    const text = sealed('a', 1);
    for (const other of ['', '[]', `${BINDING}\n`, BINDING.toLowerCase()]) {
      expect(codec.open(text, 2, other)).toBeUndefined();
    }
    for (const columns of [0, 1, 3]) expect(codec.open(text, columns, BINDING)).toBeUndefined();
  });

  it('shows nothing of its values', () => {
    const text = sealed('secret-of-a-row', 4711);
    const bytes = Buffer.from(text.slice(9), 'base64url').toString('latin1');
    expect(text + bytes).not.toMatch(/secret|4711/);
    expect(sealed('secret-of-a-row', 4712).slice(9, 30)).not.toBe(text.slice(9, 30));
  });

  it.each([
    ['a number', [7]],
    ['NULL and text', [null, 'Zürich', 7]],
    // Any bytes that are no UTF-8 are read as this character.
    ['the replacement character', ['\uFFFD\uFFFD', 7]],
  ])('of %s is refused after any change of one character', (_, values) => {
    const text = sealed(...values);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const characters = [...alphabet, ...'+/=. \n\0é\uFFFD💥'];
    const accepted: string[] = [];
    const send = (changed: string) => {
      if (changed !== text && codec.open(changed, values.length, BINDING)) accepted.push(changed);
    };
    for (let i = 0; i <= text.length; i++) {
      send(text.slice(0, i));
      send(text.slice(0, i) + text.slice(i + 1));
      for (const character of characters) {
        send(text.slice(0, i) + character + text.slice(i + 1));
        send(text.slice(0, i) + character + text.slice(i));
      }
    }
    expect(accepted).toEqual([]);
    expect(codec.open(text, values.length, BINDING)).toEqual(at(...values));
  });

  it('is refused with the id of one key and the text of another', () => {
    const ring = new KeyRing({ current: SECRET_KEY, fallbacks: [OLD_KEY] });
    const both = new CursorCodec(ring.derive('pagination-cursor'));
    const old = sealedBy(codecOf(OLD_KEY), at(7), BINDING);
    expect(both.open(old, 1, BINDING)).toEqual(at(7));
    expect(both.open(sealed(7).slice(0, 9) + old.slice(9), 1, BINDING)).toBeUndefined();
  });

  it('lives on while its key is a fallback, and no longer', () => {
    const text = sealedBy(codecOf(OLDER_KEY), at(7), BINDING);
    expect(codecOf(SECRET_KEY, [OLD_KEY, OLDER_KEY]).open(text, 1, BINDING)).toEqual(at(7));
    expect(codecOf(SECRET_KEY, [OLD_KEY]).open(text, 1, BINDING)).toBeUndefined();
  });

  it('has at most 1,024 characters both ways', () => {
    const longest = 'x'.repeat(739);
    expect(sealed(longest)).toHaveLength(1024);
    expect(codec.open(sealed(longest), 1, BINDING)).toEqual(at(longest));
    expect(codec.seal(at('x'.repeat(740)), 1, BINDING)).toBeUndefined();
    expect(codec.open(`${sealed(7)}${'A'.repeat(2_000)}`, 1, BINDING)).toBeUndefined();
  });

  it('is not made from values that do not fit the sort or that it cannot bring back', () => {
    const wrong = { name: 'PageFetchError', code: 'CURSOR_VALUES' };
    expect(() => codec.seal(at(1, 2), 1, BINDING)).toThrow(expect.objectContaining(wrong));
    for (const each of [undefined, 1n, new Date(0), [], {}]) {
      expect(() => sealed(each as unknown as CursorValue)).toThrow(expect.objectContaining(wrong));
    }
  });
});
