import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type INestApplication } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { jwtOptions, type JwtOptions, KeyRing, verifyJwt } from 'nestjs-production-readiness';
import request from 'supertest';
import { SECRET_KEY } from '../../support/environment.js';
import { platforms } from '../../pagination/start-application.js';
import { startJwtApplication } from './jwt-application.js';
import { handMadeJwt, seconds } from './jwt-tokens.js';

const EARLIER = 'Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe';
const BEFORE_US = 'the-key-that-jwt-had-before-us';

const ring = new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER] });
const [current, fallback] = ring.derive('jwt');
const jwt = new JwtService(jwtOptions(ring));
const good = jwt.sign({ sub: 'ada' });
const [head = '', body = '', mac = ''] = good.split('.');

const HEADER = { alg: 'HS256', typ: 'JWT', kid: current.kid };
const live = () => ({ sub: 'eve', iat: seconds(), exp: seconds() + 600 });
const own = (header: unknown, claims: unknown = live()) => handMadeJwt(header, claims, current.key);
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  type: 'spki',
  format: 'pem',
});
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const rs256 = new JwtService({}).sign(
  { sub: 'eve' },
  { privateKey: rsa, algorithm: 'RS256', keyid: current.kid },
);
const jwk = { kty: 'oct', k: Buffer.from('mine').toString('base64url') };
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const twin = alphabet[alphabet.indexOf(mac.at(-1) ?? '') ^ 1] ?? '';
const unsigned = (alg: string) => own({ ...HEADER, alg }).replace(/[^.]+$/, '');

/** Section by section what is known to have broken a verifier of JSON Web Tokens. */
const attacks: [string, string][] = [
  ['alg none', unsigned('none')],
  ['alg None', unsigned('None')],
  ['alg none, with a MAC', own({ ...HEADER, alg: 'none' })],
  ['no signature', `${head}.${body}.`],
  [
    'HS512 with the right key',
    handMadeJwt({ ...HEADER, alg: 'HS512' }, live(), current.key, 'sha512'),
  ],
  [
    'HS384 with the right key',
    handMadeJwt({ ...HEADER, alg: 'HS384' }, live(), current.key, 'sha384'),
  ],
  ['RS256', rs256],
  ['HS256 with a public key', handMadeJwt(HEADER, live(), pem)],
  ['an embedded jwk', handMadeJwt({ ...HEADER, jwk }, live(), 'mine')],
  ['no alg', own({ typ: 'JWT', kid: current.kid })],
  ['the MAC of the empty key', handMadeJwt(HEADER, live(), '')],
  [
    'the MAC of the empty key, without a kid',
    handMadeJwt({ alg: 'HS256', typ: 'JWT' }, live(), ''),
  ],
  ['the MAC of SECRET_KEY itself', handMadeJwt(HEADER, live(), SECRET_KEY)],
  [
    'the MAC of SECRET_KEY itself, without a kid',
    handMadeJwt({ alg: 'HS256' }, live(), SECRET_KEY),
  ],
  ["another purpose's key", handMadeJwt(HEADER, live(), ring.derive('csrf')[0].key)],
  [
    "another purpose's key and kid",
    handMadeJwt({ ...HEADER, kid: ring.derive('csrf')[0].kid }, live(), ring.derive('csrf')[0].key),
  ],
  ['an unknown kid', own({ ...HEADER, kid: 'AAAAAAAA' })],
  ['a kid of __proto__', own({ ...HEADER, kid: '__proto__' })],
  ['a kid in an array', own({ ...HEADER, kid: [current.kid] })],
  ['a kid of null', own({ ...HEADER, kid: null })],
  ["the fallback's kid, the current MAC", own({ ...HEADER, kid: fallback?.kid })],
  ["the current kid, the fallback's MAC", handMadeJwt(HEADER, live(), fallback?.key ?? '')],
  ['a truncated MAC', good.slice(0, -1)],
  ['a longer MAC', `${good}A`],
  ['another last character that decodes to the same bytes', good.slice(0, -1) + twin],
  ['an end in the past', own(HEADER, { ...live(), exp: seconds() - 1 })],
  ['a start in the future', own(HEADER, { ...live(), nbf: seconds() + 60 })],
  ['an end that is a text', own(HEADER, { ...live(), exp: '9999999999' })],
  ['an end that is null', own(HEADER, { ...live(), exp: null })],
  ['a critical extension that nobody knows', own({ ...HEADER, crit: ['x'], x: 1 })],
  ['claims that are no JSON', own(HEADER, 'no json')],
  ['claims that are no JSON, which begin like it', own(HEADER, '{no json')],
  ['claims in an array', own(HEADER, [live()])],
  ['claims of null', own(HEADER, 'null')],
  ['claims that are a text', own({ alg: 'HS256', kid: current.kid }, 'ada')],
  ['claims that are a number', own(HEADER, '1')],
  ['a header that is no JSON', own('nothing')],
  ['a header of null', own('null')],
  ['a header that is an array', own([HEADER])],
  ['a header of 1,100 characters', own({ ...HEADER, x: 'x'.repeat(800) })],
  ['two segments', `${head}.${body}`],
  ['four segments', `${good}.${mac}`],
  ['a dot in front', `.${good}`],
  ['one letter', 'x'],
];

describe.each(platforms)('On %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    app = await startJwtApplication({ current: SECRET_KEY, fallbacks: [EARLIER] }, platform);
  });

  afterAll(() => app.close());

  const ask = (path: string, token: string) =>
    request(app.getHttpServer()).get(path).set('Authorization', `Bearer ${token}`);

  it.each(['/me', '/passport'])('%s answers to a token of its login', async (path) => {
    const { body: answer } = await request(app.getHttpServer()).post('/login').expect(201);
    await ask(path, answer.token).expect(200, { sub: 'ada' });
  });

  it.each(['/me', '/passport'])('%s accepts the key of a fallback under its kid', async (path) => {
    const token = handMadeJwt(
      { ...HEADER, kid: fallback?.kid },
      { ...live(), sub: 'ada' },
      fallback?.key ?? '',
    );
    await ask(path, token).expect(200, { sub: 'ada' });
  });

  it.each(attacks)('a token with %s is a 401 for a guard and for Passport', async (_, token) => {
    await ask('/me', token).expect(401);
    await ask('/passport', token).expect(401);
  });

  it.each(['', 'Bearer', 'Bearer ', `Basic ${good}`, good])(
    '"Authorization: %.10s" is a 401',
    async (header) => {
      await request(app.getHttpServer()).get('/me').set('Authorization', header).expect(401);
      await request(app.getHttpServer()).get('/passport').set('Authorization', header).expect(401);
    },
  );

  it('a token that no server should read is refused before it is read', async () => {
    const { status } = await ask('/me', `${head}.${'A'.repeat(20_000)}.${mac}`);
    expect([400, 401, 431]).toContain(status);
  });
});

describe('jwtOptions()', () => {
  it.each(attacks)(
    'refuses %s in JwtService itself, by an error that it throws or rejects with',
    async (_, token) => {
      expect(() => jwt.verify<object>(token)).toThrow();
      await expect(jwt.verifyAsync(token)).rejects.toThrow();
      expect(verifyJwt(jwt, token)).toBeUndefined();
    },
  );

  it('says the same of every wrong key', () => {
    const wrong = attacks.filter(([name]) =>
      /kid|MAC of|another purpose|last character/.test(name),
    );
    const messages = wrong.map(([, token]) => {
      try {
        return jwt.verify<object>(token);
      } catch (error) {
        return String(error);
      }
    });
    expect([...new Set(messages)]).toEqual(['JsonWebTokenError: invalid signature']);
  });

  it.each([
    ['8 MiB of header', `${'A'.repeat(8 << 20)}.${body}.${mac}`],
    ['8 MiB of dots', '.'.repeat(8 << 20)],
    ['a MiB of claims', `${head}.${'e'.repeat(1 << 20)}.${mac}`],
    ['white space in front', ` ${good}`],
    ['a line break behind', `${good}\n`],
    ['lone surrogates', `${head}.e\ud800.${mac}`],
  ])('refuses %s', (_, token) => {
    expect(() => jwt.verify<object>(token)).toThrow();
    expect(verifyJwt(jwt, token)).toBeUndefined();
  });

  it('has a provider of keys that takes anything and never throws', () => {
    const { secretOrKeyProvider } = jwtOptions(ring, {
      alsoVerify: [{ secret: BEFORE_US, until: '2999-01-01' }],
    });
    const property = fc.property(fc.anything(), (token) => {
      expect(secretOrKeyProvider(1, token).type).toBe('secret');
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('keeps every claim as it was, whatever it is written in', () => {
    const name = 'a\u202Eb\u200F \u{1F600} ключ';
    expect(verifyJwt(jwt, jwt.sign({ sub: 'ada', name }))).toMatchObject({ sub: 'ada', name });
  });

  it('gives tokens an end after an hour, unless it is told another', () => {
    const lifetime = (options: JwtOptions) => {
      const { exp, iat } = new JwtService(jwtOptions(ring, options)).decode<{
        exp?: number;
        iat: number;
      }>(new JwtService(jwtOptions(ring, options)).sign({ sub: 'ada' }));
      return exp === undefined ? undefined : exp - iat;
    };
    expect(lifetime({})).toBe(3600);
    expect(lifetime({ signOptions: { expiresIn: '15m' } })).toBe(900);
    expect(lifetime({ signOptions: { expiresIn: undefined } })).toBe(3600);
    expect(lifetime({ signOptions: { expiresIn: false } })).toBeUndefined();
  });

  it.each(['3600', '', 'soon', 0, -1, Number.NaN])(
    'refuses %j as expiresIn when the application starts',
    (expiresIn) => {
      expect(() => jwtOptions(ring, { signOptions: { expiresIn: expiresIn as never } })).toThrow(
        expect.objectContaining({ code: 'SIGNING_SECONDS' }),
      );
    },
  );

  it('pins HS256 and the key id, whatever the options say', () => {
    const wide = {
      signOptions: { algorithm: 'none', keyid: 'mine' },
      verifyOptions: { algorithms: ['none', 'HS512'] },
    };
    const service = new JwtService(jwtOptions(ring, wide as JwtOptions));
    expect(service.decode(service.sign({}), { complete: true })).toMatchObject({ header: HEADER });
    for (const [, token] of attacks) expect(verifyJwt(service, token)).toBeUndefined();
  });

  it('holds tokens against audience, issuer and age', () => {
    const options = { issuer: 'shop', audience: 'web' };
    const strict = new JwtService(
      jwtOptions(ring, { signOptions: options, verifyOptions: { ...options, maxAge: '1h' } }),
    );
    expect(verifyJwt(strict, strict.sign({ sub: 'ada' }))).toMatchObject({
      sub: 'ada',
      iss: 'shop',
    });
    expect(verifyJwt(strict, good)).toBeUndefined();
    const old = own(HEADER, { ...live(), iss: 'shop', aud: 'web', iat: seconds() - 4000 });
    expect(verifyJwt(strict, old)).toBeUndefined();
  });

  it('keeps the tokens of two purposes apart', () => {
    const refresh = new JwtService(jwtOptions(ring, { purpose: 'jwt:refresh' }));
    expect(verifyJwt(refresh, good)).toBeUndefined();
    expect(verifyJwt(refresh, refresh.sign({ sub: 'ada' }))).toMatchObject({ sub: 'ada' });
  });

  it('takes a token of its own that has no kid', () => {
    expect(
      verifyJwt(jwt, handMadeJwt({ alg: 'HS256', typ: 'JWT' }, live(), current.key)),
    ).toBeDefined();
  });
});

describe('verifyJwt()', () => {
  it('refuses whatever is no token, 10,000 times', () => {
    const parts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.base64String(),
        fc.constantFrom(head, body, mac, '', 'e30', 'eyJ9'),
      ),
      { maxLength: 5 },
    );
    const changed = fc
      .tuple(fc.nat(good.length - 1), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1));
    const headers = fc
      .tuple(fc.jsonValue(), fc.jsonValue())
      .map(([header, claims]) => handMadeJwt(header, claims, 'x'));
    const junk = fc.oneof(
      fc.anything(),
      parts.map((list) => list.join('.')),
      changed,
      headers,
    );
    const property = fc.property(
      junk.filter((value) => value !== good),
      (value) => verifyJwt(jwt, value) === undefined,
    );
    fc.assert(property, { numRuns: 10_000 });
  });
});

describe('alsoVerify', () => {
  const untilTomorrow = [{ secret: BEFORE_US, until: new Date(Date.now() + 86_400_000) }];
  const before = new JwtService({ secret: BEFORE_US }).sign({ sub: 'ada' }, { expiresIn: '9d' });
  const adopted = new JwtService(jwtOptions(ring, { alsoVerify: untilTomorrow }));

  afterEach(() => {
    jest.useRealTimers();
  });

  it('takes tokens from before until the date, and then no more', () => {
    expect(verifyJwt(jwt, before)).toBeUndefined();
    expect(verifyJwt(adopted, before)).toMatchObject({ sub: 'ada' });
    jest.useFakeTimers({ now: Date.now() + 86_400_001 });
    expect(verifyJwt(adopted, before)).toBeUndefined();
  });

  it('never signs with it', () => {
    expect(verifyJwt(jwt, adopted.sign({ sub: 'ada' }))).toMatchObject({ sub: 'ada' });
  });

  it('is for tokens without a kid only', () => {
    for (const kid of [current.kid, 'AAAAAAAA', '']) {
      expect(
        verifyJwt(adopted, handMadeJwt({ ...HEADER, kid }, live(), BEFORE_US)),
      ).toBeUndefined();
    }
  });

  it('takes several, SECRET_KEY itself among them, beside the tokens of the ring', () => {
    const both = [...untilTomorrow, { secret: SECRET_KEY, until: '2999-01-01' }];
    const service = new JwtService(jwtOptions(ring, { alsoVerify: both }));
    expect(verifyJwt(service, new JwtService({ secret: SECRET_KEY }).sign({}))).toBeDefined();
    expect(verifyJwt(service, before)).toBeDefined();
    expect(verifyJwt(service, good)).toBeDefined();
    expect(verifyJwt(service, handMadeJwt({ alg: 'HS256' }, live(), current.key))).toBeDefined();
    expect(
      verifyJwt(service, handMadeJwt({ alg: 'HS256' }, live(), 'another key')),
    ).toBeUndefined();
  });

  it.each([
    ['an empty secret', { secret: '', until: '2999-01-01' }, 'SIGNING_SECRET'],
    ['a short secret', { secret: 'hunter2', until: '2999-01-01' }, 'SIGNING_SECRET'],
    ['no date', { secret: BEFORE_US, until: 'soon' }, 'SIGNING_UNTIL'],
  ])('refuses %s when the application starts', (_, item, code) => {
    expect(() => jwtOptions(ring, { alsoVerify: [item] })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
