import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { KeyRing, SigningError, type SigningOptions } from 'nestjs-production-readiness';
import { deriveKey } from '../../lib/signing/derive-key.js';
import { SECRET_KEY } from '../support/environment.js';

const EARLIER = 'Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe';
const OLDEST = 'asdr0V9LEnzdWhvoO2WOatNhl1oj5yfVK2LPIrGDa9c';

const hex = (ring: KeyRing, purpose: string, index = 0) =>
  ring.derive(purpose)[index]?.key.export().toString('hex');

function refusal(options: SigningOptions): SigningError {
  try {
    new KeyRing(options);
  } catch (error) {
    if (error instanceof SigningError) return error;
    throw error;
  }
  throw new Error('the secrets were accepted');
}

describe('A key ring', () => {
  it('gives keys of 32 bytes, the current one first, each with an id', () => {
    const ring = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER, OLDEST] });
    const keys = ring.derive('jwt');
    expect(keys).toHaveLength(3);
    expect(keys.map(({ key }) => key.symmetricKeySize)).toEqual([32, 32, 32]);
    expect(keys.every(({ kid }) => /^[\w-]{8}$/.test(kid))).toBe(true);
    expect(keys[0].key.equals(deriveKey(Buffer.from(SECRET_KEY), 'jwt'))).toBe(true);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(3);
  });

  it('gives the same list each time, frozen', () => {
    const ring = new KeyRing({ current: SECRET_KEY });
    expect(ring.derive('jwt')).toBe(ring.derive('jwt'));
    expect(Object.isFrozen(ring.derive('jwt'))).toBe(true);
    expect(Object.isFrozen(ring.derive('jwt')[0])).toBe(true);
  });

  it('is the same in every process that has the same secrets, as text or as bytes', () => {
    const one = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] });
    const other = new KeyRing({
      current: Buffer.from(SECRET_KEY),
      fallbacks: [Buffer.from(EARLIER)],
    });
    expect(other.derive('jwt').map(({ kid }) => kid)).toEqual(
      one.derive('jwt').map(({ kid }) => kid),
    );
    expect(hex(other, 'jwt')).toBe(hex(one, 'jwt'));
    expect(other.fingerprint).toBe(one.fingerprint);
  });

  it('gives a secret the same key whether it is current or a fallback', () => {
    const before = new KeyRing({ current: EARLIER });
    const after = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] });
    expect(after.derive('jwt')[1]?.kid).toBe(before.derive('jwt')[0].kid);
    expect(hex(after, 'jwt', 1)).toBe(hex(before, 'jwt'));
  });

  it('keeps purposes and namespaces apart', () => {
    const ring = new KeyRing({ current: SECRET_KEY });
    const staging = new KeyRing({ current: SECRET_KEY, namespace: 'staging' });
    expect(hex(ring, 'jwt')).not.toBe(hex(ring, 'csrf'));
    expect(hex(staging, 'jwt')).not.toBe(hex(ring, 'jwt'));
    expect(staging.derive('jwt')[0].kid).not.toBe(ring.derive('jwt')[0].kid);
    expect(staging.fingerprint).toBe(ring.fingerprint);
  });

  it('finds a key by its id, and nothing by another', () => {
    const ring = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] });
    const [current, earlier] = ring.derive('jwt');
    expect(ring.find('jwt', current.kid)).toBe(current);
    expect(ring.find('jwt', earlier?.kid ?? '')).toBe(earlier);
    expect(ring.find('csrf', current.kid)).toBeUndefined();
    expect(ring.find('jwt', '__proto__')).toBeUndefined();
  });

  it('takes what base64: and hex: announce as bytes', () => {
    const bytes = randomBytes(48);
    const ring = new KeyRing({ current: `base64:${bytes.toString('base64')}` });
    const other = new KeyRing({ current: `hex:${bytes.toString('hex')}` });
    expect(ring.derive('jwt')[0].key.equals(deriveKey(bytes, 'jwt'))).toBe(true);
    expect(other.fingerprint).toBe(ring.fingerprint);
  });

  it.each(['', 'A', '1a', 'jwt key', 'ключ', `a${'b'.repeat(64)}`, '__proto__', 'a\0b'])(
    'refuses %j as a purpose, without repeating it',
    (purpose) => {
      const ring = new KeyRing({ current: SECRET_KEY });
      expect(() => ring.derive(purpose)).toThrow(SigningError);
      expect(() => ring.find(purpose, '')).toThrow(
        expect.objectContaining({ code: 'SIGNING_PURPOSE' }),
      );
    },
  );

  it('does not remember purposes without end', () => {
    const ring = new KeyRing({ current: SECRET_KEY });
    for (let i = 0; i < 1100; i++) ring.derive(`user:${i}`);
    expect(ring.derive('user:1')).toBe(ring.derive('user:1'));
    expect(hex(ring, 'user:1099')).toBe(hex(ring, 'user:1099'));
  });
});

describe('Secrets', () => {
  it.each<[string, SigningOptions, string]>([
    ['empty', { current: '' }, 'SIGNING_SECRET'],
    ['undefined', { current: undefined as never }, 'SIGNING_SECRET'],
    ['short', { current: 'x'.repeat(31) }, 'SIGNING_SECRET'],
    ['white space', { current: ' '.repeat(40) }, 'SIGNING_SECRET'],
    ['with a line break', { current: `${SECRET_KEY}\n` }, 'SIGNING_SECRET'],
    ['made for development', { current: `insecure-development-${SECRET_KEY}` }, 'SIGNING_SECRET'],
    ['an empty fallback', { current: SECRET_KEY, fallbacks: [''] }, 'SIGNING_SECRET'],
    ['a short fallback', { current: SECRET_KEY, fallbacks: ['short'] }, 'SIGNING_SECRET'],
    ['an empty one, checked', { current: '', checked: true }, 'SIGNING_SECRET'],
    [
      'an empty fallback, checked',
      { current: SECRET_KEY, fallbacks: [Buffer.of()], checked: true },
      'SIGNING_SECRET',
    ],
    [
      'the current one again',
      { current: SECRET_KEY, fallbacks: [SECRET_KEY] },
      'SIGNING_SECRET_TWICE',
    ],
    [
      'a fallback twice',
      { current: SECRET_KEY, fallbacks: [EARLIER, EARLIER] },
      'SIGNING_SECRET_TWICE',
    ],
    [
      'five fallbacks',
      { current: SECRET_KEY, fallbacks: Array(5).fill(EARLIER) },
      'SIGNING_FALLBACKS',
    ],
    ['an empty namespace', { current: SECRET_KEY, namespace: '' }, 'SIGNING_NAMESPACE'],
    ['a namespace with a colon', { current: SECRET_KEY, namespace: 'a:b' }, 'SIGNING_NAMESPACE'],
  ])('(%s) are refused, without a trace of them', (_, options, code) => {
    const error = refusal(options);
    expect(error.code).toBe(code);
    expect(inspect(error)).not.toContain(SECRET_KEY);
    expect(inspect(error)).not.toContain(EARLIER);
  });

  it('made for tests are taken from a configuration, which has judged them', () => {
    const ring = new KeyRing({ current: 'insecure-test', checked: true });
    expect(ring.derive('jwt')).toHaveLength(1);
  });
});

describe('What prints a ring', () => {
  const ring = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] });
  const secrets = [SECRET_KEY, EARLIER, ...ring.derive('jwt').map(({ key }) => key.export())];

  it.each<[string, (value: object) => unknown]>([
    ['inspect', (value) => inspect(value, { showHidden: true, depth: 12, customInspect: false })],
    ['inspect with getters', (value) => inspect(value, { getters: true, depth: 12 })],
    ['JSON', (value) => JSON.stringify(value)],
    ['spread', (value) => inspect({ ...value }, { depth: 12 })],
    ['a template', (value) => `${Reflect.apply(String, undefined, [value])}`],
    ['an error', (value) => inspect(new Error('failed', { cause: value }), { depth: 12 })],
  ])('(%s) shows neither a secret nor a key', (_, print) => {
    for (const value of [ring, ring.derive('jwt'), ring.signer('x', { expiresIn: 60 })]) {
      const text = String(print(value));
      for (const secret of secrets) {
        for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const) {
          expect(text).not.toContain(Buffer.from(secret).toString(encoding));
        }
      }
    }
  });

  it('shows its fingerprint', () => {
    expect(inspect(ring)).toContain(ring.fingerprint);
    expect(JSON.parse(JSON.stringify(ring))).toEqual({ fingerprint: ring.fingerprint });
    expect(String(ring)).toBe(`KeyRing ${ring.fingerprint}`);
  });

  it('(structured clone) has neither', () => {
    for (const bytes of [serialize(ring), serialize(structuredClone(ring))]) {
      for (const secret of secrets) expect(bytes.includes(secret)).toBe(false);
    }
  });
});

describe('docs/keys.md', () => {
  const page = readFileSync('docs/keys.md', 'utf8');
  const rows = [
    ...page.matchAll(/^\| `([^`]+)` +\|[^|]*\| `([\w-]{8})` +\| `([0-9a-f]{64})` +\|$/gm),
  ];
  const current = /secret: `([^`]+)`/.exec(page)?.[1] ?? '';

  it('has the id and the key of every purpose that the library uses, as test vectors', () => {
    const ring = new KeyRing({ current });
    expect(rows.map(([, purpose]) => purpose)).toEqual([
      'jwt',
      'express-session',
      'fastify-session',
      'fastify-cookie',
      'fastify-secure-session',
      'keygrip',
      'csrf',
      'signer:download',
      'pagination-cursor',
      'config-fingerprint',
    ]);
    for (const [, purpose = '', kid, key] of rows) {
      expect({ purpose, kid: ring.derive(purpose)[0].kid, key: hex(ring, purpose) }).toEqual({
        purpose,
        kid,
        key,
      });
    }
  });

  it('has the fingerprint, and a key of a namespace', () => {
    const ring = new KeyRing({ current, namespace: 'staging' });
    expect(page).toContain(`\`${ring.fingerprint}\``);
    expect(page).toContain(`\`${ring.derive('jwt')[0].kid}\``);
    expect(page).toContain(`\`${hex(ring, 'jwt')}\``);
  });
});
