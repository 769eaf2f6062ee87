import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { KeyRing, Signer, SigningError } from 'nestjs-production-readiness';
import { SECRET_KEY } from '../support/environment.js';

const EARLIER = 'Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe';
const HOUR = { expiresIn: 3600 };

const ring = new KeyRing({ current: SECRET_KEY });
const signer = ring.signer<unknown>('download', HOUR);

/** A token with the right MAC of whatever body. */
function forge(body: string, purpose = 'signer:download'): string {
  const [{ kid, key }] = ring.derive(purpose);
  const signed = `${kid}.${Buffer.from(body).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

const now = () => Math.floor(Date.now() / 1000);

afterEach(() => {
  jest.useRealTimers();
});

function laterBy(seconds: number): void {
  jest.useFakeTimers({ now: Date.now() + seconds * 1000, doNotFake: ['nextTick', 'setImmediate'] });
}

describe('A signer', () => {
  it.each<[string, unknown]>([
    ['a text', 'report.pdf'],
    ['an object', { file: 'report.pdf', pages: [1, 2] }],
    ['null', null],
    ['a text with direction marks and emoji', 'a\u202Eb\u200F \u{1F600} ключ'],
    ['__proto__', JSON.parse('{"__proto__":{"admin":true}}')],
  ])('gives back %s', (_, value) => {
    const result = signer.verify(signer.sign(value));
    expect(result).toMatchObject({ ok: true, rotate: false });
    expect(result.ok && JSON.stringify(result.value)).toBe(JSON.stringify(value));
    expect(result.ok && Math.abs(result.issuedAt - now())).toBeLessThan(3);
  });

  it('gives tokens that may stand in a URL', () => {
    expect(signer.sign({ file: 'ü/?&=' })).toMatch(/^[\w-]{8}\.[\w-]+\.[\w-]{43}$/);
  });

  it('ends its tokens, by the time that was said when they were signed', () => {
    const token = signer.sign('x');
    laterBy(3599);
    expect(signer.verify(token).ok).toBe(true);
    laterBy(3606);
    expect(signer.verify(token)).toEqual({ ok: false, reason: 'expired' });
    const longer = ring.signer('download', { expiresIn: 86_400 });
    expect(longer.verify(token)).toEqual({ ok: false, reason: 'expired' });
  });

  it('refuses what is from the future, but for the clocks of two machines', () => {
    expect(signer.verify(forge(`[${now() + 60},${now() + 600},1]`))).toEqual({
      ok: false,
      reason: 'invalid',
    });
    expect(signer.verify(forge(`[${now() + 2},${now() + 600},1]`)).ok).toBe(true);
    const exact = ring.signer('download', { expiresIn: 60, clockTolerance: 0 });
    expect(exact.verify(forge(`[${now() + 3},${now() + 600},1]`)).ok).toBe(false);
  });

  it('takes tokens of an earlier key, says so, and signs with the current one', () => {
    const old = new KeyRing({ current: EARLIER }).signer('download', HOUR).sign('x');
    const rotated = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] }).signer(
      'download',
      HOUR,
    );
    expect(rotated.verify(old)).toMatchObject({ ok: true, value: 'x', rotate: true });
    const renewed = rotated.sign('x');
    expect(rotated.verify(renewed)).toMatchObject({ ok: true, rotate: false });
    expect(signer.verify(renewed).ok).toBe(true);
    expect(signer.verify(old)).toEqual({ ok: false, reason: 'invalid' });
  });

  it('signs with the current key whatever the order of the fallbacks', () => {
    const oldest = 'asdr0V9LEnzdWhvoO2WOatNhl1oj5yfVK2LPIrGDa9c';
    for (const fallbacks of [
      [EARLIER, oldest],
      [oldest, EARLIER],
    ]) {
      const token = new KeyRing({ current: SECRET_KEY, fallbacks })
        .signer('download', HOUR)
        .sign(1);
      expect(signer.verify(token).ok).toBe(true);
    }
  });

  it('takes no token of another purpose, another namespace or another use of the ring', () => {
    const others = [
      ring.signer('invite', HOUR).sign('x'),
      new KeyRing({ current: SECRET_KEY, namespace: 'staging' }).signer('download', HOUR).sign('x'),
      forge(`[${now()},${now() + 60},1]`, 'jwt'),
    ];
    for (const token of others)
      expect(signer.verify(token)).toEqual({ ok: false, reason: 'invalid' });
  });
});

describe('A token that was tampered with', () => {
  const token = signer.sign({ file: 'report.pdf' });
  const [kid = '', body = '', mac = ''] = token.split('.');
  const hmac = (key: string) =>
    createHmac('sha256', key).update(`${kid}.${body}`).digest('base64url');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  /** The last character carries four bits; this one decodes to the same bytes. */
  const twin = alphabet[alphabet.indexOf(mac.at(-1) ?? '') ^ 1] ?? '';

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['an array', [token]],
    ['an object', { toString: () => token }],
    ['nothing', ''],
    ['dots', '...'],
    ['8 MiB of dots', '.'.repeat(8 << 20)],
    ['a MiB of body', `${kid}.${'A'.repeat(1 << 20)}.${mac}`],
    ['white space around it', ` ${token}`],
    ['a line break at its end', `${token}\n`],
    ['two segments', `${kid}.${body}`],
    ['four segments', `${token}.${mac}`],
    ['an empty body', `${kid}..${mac}`],
    ['an empty MAC', `${kid}.${body}.`],
    ['a shorter MAC', token.slice(0, -1)],
    ['a longer MAC', `${token}A`],
    ['padding', `${token}=`],
    ['a MAC of the empty key', `${kid}.${body}.${hmac('')}`],
    ['a MAC of SECRET_KEY itself', `${kid}.${body}.${hmac(SECRET_KEY)}`],
    ['another last character that decodes to the same bytes', token.slice(0, -1) + twin],
    ['another key id', `AAAAAAAA.${body}.${mac}`],
    ['a key id of __proto__', `__proto_.${body}.${mac}`],
    ['another body', `${kid}.${body.slice(0, -1)}A.${mac}`],
    [
      'a character whose low byte is right',
      token.slice(0, -1) + String.fromCharCode(mac.charCodeAt(42) + 256),
    ],
    ['lone surrogates', `${kid}.\ud800\udfff\ud800.${mac}`],
  ])('(%s) is refused, without a throw', (_, given) => {
    const result = signer.verify(given);
    expect(result.ok).toBe(false);
    expect(Object.keys(result)).toEqual(['ok', 'reason']);
  });

  it.each([
    '{',
    '"text"',
    '[1,2]',
    '[1,2,3,4]',
    '{"0":1,"1":2,"2":3,"length":3}',
    '["1","2",3]',
    '[null,9e99,1]',
  ])('(the right MAC of %s) is malformed', (text) => {
    expect(signer.verify(forge(text))).toEqual({ ok: false, reason: 'malformed' });
  });

  it('is refused wherever a character is changed', () => {
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
      expect(signer.verify(changed).ok).toBe(false);
    }
  });

  it('is refused whatever is thrown at it', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.constantFrom(kid, body, mac, '', '.'),
    );
    const junk = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary', maxLength: 6000 }),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
      fc
        .tuple(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 3 }))
        .map(([at, text]) => token.slice(0, at) + text + token.slice(at + 1)),
    );
    const property = fc.property(
      junk.filter((value) => value !== token),
      (value) => !signer.verify(value).ok,
    );
    fc.assert(property, { numRuns: 10_000 });
  });
});

describe('Mistakes in the program', () => {
  it.each([0, -1, 1.5, Number.NaN, Infinity, 315_360_001, undefined as never, '60' as never])(
    'expiresIn of %s is refused when the signer is made',
    (expiresIn) => {
      expect(() => ring.signer('x', { expiresIn })).toThrow(
        expect.objectContaining({ code: 'SIGNING_SECONDS' }),
      );
    },
  );

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a BigInt', 1n],
    ['5,000 characters', 'x'.repeat(5000)],
  ])('a value of %s is refused when it is signed', (_, value) => {
    expect(() => signer.sign(value)).toThrow(expect.objectContaining({ code: 'SIGNING_VALUE' }));
  });

  it('a cycle is refused too', () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;
    expect(() => signer.sign(value)).toThrow(SigningError);
    expect(signer).toBeInstanceOf(Signer);
  });
});
