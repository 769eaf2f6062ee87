import { describe, expect, it } from '@jest/globals';
import { findSecretDefect } from '../../../lib/signing/secret-key.rules.js';
import { findKeyWarnings } from '../../../lib/signing/strength/key-warnings.js';
import { SECRET_KEY } from '../../support/environment.js';
import { randomKeys } from '../../../bench/signing/random-keys.js';

const BOUNDS = { minBytes: 32, maxBytes: 4096, strong: true };
const defect = (key: string) => findSecretDefect(Buffer.from(key), 'SECRET_KEY', BOUNDS);
const warnings = (key: string) => findKeyWarnings(Buffer.from(key)).map(({ code }) => code);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const JHIPSTER = 'my-secret-token-to-change-in-production-and-to-keep-in-a-secure-place';
const RANDOM_HEX = '5f0c92d1b7e84a36c1d95e7208fb4a6db3907c1e52fa8d640e9b37c5a1f26d80';

describe('20,000 random keys of 14 generators', () => {
  it('are accepted, without a warning but for UUIDs', () => {
    for (const { generator, key } of randomKeys('tests', 1430)) {
      const expected = generator === 'a random UUID' ? ['uuid-v4'] : [];
      if (defect(key)?.code !== undefined || warnings(key).join() !== expected.join()) {
        throw new Error(`${generator}: ${key} is refused, or has warnings`);
      }
    }
  });
});

describe('a key that documentation shows', () => {
  it.each([
    'DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.',
    'a-string-secret-at-least-256-bits-long',
    'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
    '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf',
    'SomeRandomStringWith32Characters',
    'reallyreallyreallyreallyverysafe',
    'complex_password_at_least_32_characters_long',
    'averylogphrasebiggerthanthirtytwochars',
    'CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET',
    'super-secret-jwt-token-with-at-least-32-characters-long',
    'sk-9f73s3ljTXVcMT3Blb3ljTqtsKiGHXVcMT3BlbkFJLK7U',
    '404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970',
    base64(JHIPSTER),
    `base64:${base64(base64(JHIPSTER))}`,
    'hex:09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
  ])('is refused as known-public: %s', (key) => {
    expect(defect(key)?.code).toBe('known-public');
    expect(defect(key)?.hint).toContain('fallback');
  });

  it.each(['your-256-bit-secret', 'thisISaSECRET_1234', 'keyboard cat', 'secret', 'changeme'])(
    'is too short, if it is: %s',
    (key) => {
      expect(defect(key)?.code).toBe('too-short');
    },
  );
});

describe('a key that somebody typed', () => {
  it.each([
    ['placeholder', 'my-super-secret-key-for-jwt-signing-2024'],
    ['placeholder', 'CHANGE_ME_CHANGE_ME_CHANGE_ME_CHANGE_ME'],
    ['placeholder', 'p.a.s.s.w.o.r.d-of-the-shop-in-europe-1'],
    ['placeholder', base64(`my-own-${JHIPSTER}`)],
    ['placeholder', hex('the secret of the shop in Europe, 2024')],
    ['placeholder', `base64:${base64('this is the default key of our company')}`],
    ['placeholder', `hex:${hex('this is the default key of our company')}`],
    ['placeholder', `django-insecure-${SECRET_KEY}`],
    ['placeholder', `Insecure-${SECRET_KEY}`],
    ['insecure-mark', `insecure-${SECRET_KEY}`],
    ['low-entropy', '0'.repeat(64)],
    ['low-entropy', '0123456789abcdef'.repeat(4)],
    ['low-entropy', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['low-entropy', '9876543210zyxwvutsrqponmlkjihgfedcba'],
    ['low-entropy', 'asdfghjkl-zxcvbnm-1234567-yxcvbnm'],
    ['low-entropy', 'thisismykey-thisismykey-thisismykey!'],
    ['low-entropy', 'MyShop2024!MyShop2024!MyShop2024!'],
    ['low-entropy', base64('a'.repeat(48))],
    ['low-entropy', `base64:${base64('\0'.repeat(32))}`],
    ['low-entropy', hex('abcdefghijklmnopqrstuvwxyz0123456789')],
    ['low-entropy', '鍵'.repeat(11)],
    ['low-entropy', '00000000-0000-0000-0000-000000000000'],
    ['uuid-not-random', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['uuid-not-random', '{017F22E2-79B0-7CC3-98C4-DC0C0C07398F}'],
    ['uuid-not-random', 'urn:uuid:1ec9414c-232a-6b00-b3c8-9e6bdeced846'],
    ['pem', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK\n'],
    ['malformed-encoding', `base64:${SECRET_KEY}!`],
    ['malformed-encoding', `hex:${RANDOM_HEX}f`],
    ['too-short', `hex:${RANDOM_HEX.slice(0, 62)}`],
    ['too-short', 'base64:'],
  ])('is refused as %s: %j, without a part of it in the message', (code, key) => {
    const found = defect(key);
    expect(found?.code).toBe(code);
    for (let start = 0; start + 8 <= key.length; start += 4) {
      expect(`${found?.found} ${found?.hint}`).not.toContain(key.slice(start, start + 8));
    }
  });

  it('says the length of what was decoded', () => {
    expect(defect(`hex:${RANDOM_HEX.slice(0, 32)}`)?.found).toBe(
      'must be at least 32 bytes long, got 16 when it is decoded',
    );
  });
});

describe('a key with a name in front', () => {
  it.each([
    `prod_secret_${RANDOM_HEX}`,
    `SECRET-${SECRET_KEY}`,
    `shop.production.jwt.secret:${SECRET_KEY}`,
    `${RANDOM_HEX}_session_secret`,
    'change_me_q7Lr-T2xQ_eN4cWm7KpZ0-bYhUsDa5JgF8iRoE1tX-yBq',
  ])('is forgiven when the rest is a key by itself: %s', (key) => {
    expect(defect(key)).toBeUndefined();
  });

  it.each([
    `prod_secret_${RANDOM_HEX.slice(0, 24)}`,
    'secret_be_careful_of_all_the_children_on_the_road',
    `secret_${'0123456789abcdef'.repeat(4)}`,
  ])('is refused when the rest is none: %s', (key) => {
    expect(defect(key)?.code).toBe('placeholder');
  });
});

describe('a warning', () => {
  it.each([
    [['uuid-v4'], '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    [['under-128-bits'], '83920174650291835746038192756483'],
    [['word-like'], 'be careful of children on the road'],
    [['word-like'], base64('be careful of children on the road')],
    [[], RANDOM_HEX.slice(0, 32)],
    [[], SECRET_KEY],
  ])('has the code %j', (codes, key) => {
    expect(warnings(key)).toEqual(codes);
    expect(defect(key)).toBeUndefined();
  });
});

describe('a secret of a third party', () => {
  it.each(['changeme', 'base64:no!', '0'.repeat(64), JHIPSTER])(
    'is not held to them: %s',
    (secret) => {
      const bounds = { minBytes: 1, maxBytes: 4096 };
      expect(findSecretDefect(Buffer.from(secret), 'X', bounds)).toBeUndefined();
    },
  );
});
