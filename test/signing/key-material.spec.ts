import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { keyMaterial } from '../../lib/signing/key-material.js';

const material = (text: string) => Buffer.from(keyMaterial(Buffer.from(text)));

describe('the material of a key', () => {
  it.each(['deadbeef', 'aGVsbG8=', 'BASE64:aGVsbG8=', ' base64:aGVsbG8=', 'é', 'hex', 'base64'])(
    'is the bytes of the text for %j: encodings are not guessed',
    (text) => {
      expect(material(text)).toEqual(Buffer.from(text));
    },
  );

  it('is what an explicit prefix decodes to, for every length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = randomBytes(length);
      for (const encoding of ['base64', 'base64url'] as const) {
        expect(material(`base64:${bytes.toString(encoding)}`)).toEqual(bytes);
      }
      expect(material(`base64:${bytes.toString('base64').replaceAll('=', '')}`)).toEqual(bytes);
      expect(material(`hex:${bytes.toString('hex')}`)).toEqual(bytes);
      expect(material(`hex:${bytes.toString('hex').toUpperCase()}`)).toEqual(bytes);
    }
  });

  it.each([
    ['base64', 'base64:aGVsbG8=\n'],
    ['base64', 'base64:aGVs bG8='],
    ['base64', 'base64:aGVsbG8=='],
    ['base64', 'base64:aGVsbA='],
    ['base64', 'base64:aGVsb'],
    ['base64', 'base64:aGVsbG9='],
    ['base64', 'base64:===='],
    ['base64', 'base64:+-aa'],
    ['base64', 'base64:äää'],
    ['hex', 'hex:abc'],
    ['hex', 'hex:0x12'],
    ['hex', 'hex:gg'],
    ['hex', 'hex: 12'],
  ])('is an error for malformed %s (%j), without the text', (encoding, text) => {
    expect(() => material(text)).toThrow(new Error(`a key is not valid ${encoding}`));
  });
});
