import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { MemoryStore } from 'express-session';
import type { SigningOptions } from 'nestjs-production-readiness';
import request from 'supertest';
import { platforms } from '../../pagination/start-application.js';
import { Browser } from './browser.js';
import { startExpressApplication } from './express-application.js';
import { JsonStore, startFastifyApplication } from './fastify-application.js';
import { startJwtApplication } from './jwt-application.js';

const OLD = 'Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe';
const NEW = 'Zs4Q0mXw7rB2uHnE9yKcT6vLdP1jGfA8oRiW3xYbN5k';

/** A rotation in three deployments; each is a server of its own. */
const DEPLOYMENTS: Record<Phase, SigningOptions> = {
  before: { current: OLD },
  accept: { current: OLD, fallbacks: [NEW] },
  promote: { current: NEW, fallbacks: [OLD] },
  retire: { current: NEW },
};
type Phase = 'before' | 'accept' | 'promote' | 'retire';
const PHASES: Phase[] = ['before', 'accept', 'promote', 'retire'];

type Servers = Record<Phase, INestApplication>;

async function start(
  one: (signing: SigningOptions) => Promise<INestApplication>,
): Promise<Servers> {
  return {
    before: await one(DEPLOYMENTS.before),
    accept: await one(DEPLOYMENTS.accept),
    promote: await one(DEPLOYMENTS.promote),
    retire: await one(DEPLOYMENTS.retire),
  };
}

const stop = (servers: Servers) => Promise.all(PHASES.map((phase) => servers[phase].close()));

/** What a browser is told in each phase, from the login before the rotation on. */
async function through(
  servers: Servers,
  path: string,
  phases: readonly Phase[] = PHASES,
): Promise<unknown[]> {
  const browser = new Browser();
  expect((await browser.post(servers.before, path)).status).toBe(201);
  const told: unknown[] = [];
  for (const phase of phases) {
    const { status, body } = await browser.get(servers[phase], path);
    told.push(status === 200 ? body.user : status);
  }
  return told;
}

describe.each(platforms)('JSON Web Tokens on %s', (platform) => {
  let servers: Servers;

  beforeAll(async () => {
    servers = await start((signing) => startJwtApplication(signing, platform));
  });
  afterAll(() => stop(servers));

  const login = async (phase: Phase): Promise<string> =>
    String((await request(servers[phase].getHttpServer()).post('/login')).body.token);
  const ask = async (phase: Phase, token: string, path: string) =>
    (
      await request(servers[phase].getHttpServer())
        .get(path)
        .set('Authorization', `Bearer ${token}`)
    ).status;

  it.each<[Phase, number[]]>([
    ['before', [200, 200, 200, 401]],
    ['accept', [200, 200, 200, 401]],
    ['promote', [401, 200, 200, 200]],
    ['retire', [401, 200, 200, 200]],
  ])(
    'signed in phase "%s" are answered %j by the servers of the four phases',
    async (signer, expected) => {
      const token = await login(signer);
      for (const path of ['/me', '/passport']) {
        expect(await Promise.all(PHASES.map((phase) => ask(phase, token, path)))).toEqual(expected);
      }
    },
  );
});

describe('On Express', () => {
  let servers: Servers;

  beforeAll(async () => {
    const store = new MemoryStore();
    servers = await start((signing) => startExpressApplication(signing, store));
  });
  afterAll(() => stop(servers));

  it.each(['/server', '/cookie'])(
    'a session in use (%s) lives through the rotation',
    async (path) => {
      expect(await through(servers, path)).toEqual(['ada', 'ada', 'ada', 'ada']);
    },
  );

  it.each(['/server', '/cookie'])(
    'a session that nobody used (%s) has ended with the old key',
    async (path) => {
      expect(await through(servers, path, ['retire'])).toEqual([null]);
    },
  );

  it('a session of express-session without rolling ends although it is in use, which is why we set it', async () => {
    expect(await through(servers, '/still')).toEqual(['ada', 'ada', 'ada', null]);
  });

  it.each(['/server', '/cookie'])(
    'a session of the new key (%s) is known to a server that accepts it',
    async (path) => {
      const browser = new Browser();
      await browser.post(servers.promote, path);
      expect((await browser.copy().get(servers.accept, path)).body).toEqual({ user: 'ada' });
      expect((await browser.copy().get(servers.before, path)).body).toEqual({ user: null });
    },
  );

  it('a CSRF token lives until the old key goes; then the page gets a new one', async () => {
    const browser = new Browser();
    const { body } = await browser.get(servers.before, '/csrf');
    const post = async (phase: Phase, token: string) =>
      (await browser.post(servers[phase], '/csrf', { 'x-csrf-token': token })).status;
    expect(await post('before', body.token)).toBe(201);
    expect(await post('accept', body.token)).toBe(201);
    expect(await post('promote', body.token)).toBe(201);
    expect(await post('retire', body.token)).toBe(403);
    const fresh = await browser.get(servers.retire, '/csrf');
    expect(await post('retire', fresh.body.token)).toBe(201);
  });
});

describe('On Fastify', () => {
  let servers: Servers;

  beforeAll(async () => {
    const store = new JsonStore();
    servers = await start((signing) => startFastifyApplication(signing, store));
  });
  afterAll(() => stop(servers));

  it.each(['/server', '/secure', '/signed'])(
    '%s, in use, lives through the rotation',
    async (path) => {
      expect(await through(servers, path)).toEqual(['ada', 'ada', 'ada', 'ada']);
    },
  );

  it.each(['/server', '/secure', '/signed'])(
    '%s, unused, has ended with the old key',
    async (path) => {
      expect(await through(servers, path, ['retire'])).toEqual([null]);
    },
  );

  it.each(['/server', '/secure', '/signed'])(
    '%s of the new key is known to a server that accepts it',
    async (path) => {
      const browser = new Browser();
      await browser.post(servers.promote, path);
      expect((await browser.copy().get(servers.accept, path)).body).toMatchObject({ user: 'ada' });
      expect((await browser.copy().get(servers.before, path)).body).toMatchObject({ user: null });
    },
  );

  it('a session of @fastify/session without saveUninitialized ends with the promotion, which is why we set it', async () => {
    const store = new JsonStore();
    const careless = await start((signing) =>
      startFastifyApplication(signing, store, { saveUninitialized: false }),
    );
    expect(await through(careless, '/server')).toEqual(['ada', 'ada', 'ada', null]);
    await stop(careless);
  });

  it('a signed cookie says once that it wants to be set anew', async () => {
    const browser = new Browser();
    await browser.post(servers.before, '/signed');
    expect((await browser.get(servers.promote, '/signed')).body).toEqual({
      user: 'ada',
      renew: true,
    });
    expect((await browser.get(servers.promote, '/signed')).body).toEqual({
      user: 'ada',
      renew: false,
    });
  });
});

describe('Adoption', () => {
  const BEFORE_US = 'the session secret that was there before us';
  const alsoVerify = [{ secret: BEFORE_US, until: '2999-01-01' }];
  const expired = [{ secret: BEFORE_US, until: '2001-01-01' }];
  const mac = (text: string) => createHmac('sha256', BEFORE_US).update(text).digest('base64');
  const signed = (text: string) => encodeURIComponent(`${text}.${mac(text).replaceAll('=', '')}`);

  it.each([
    ['goes on until its date', alsoVerify, 'ada'],
    ['has ended after its date', expired, null],
  ])('a cookie that was signed before us %s, on Fastify', async (_, option, user) => {
    const app = await startFastifyApplication({ current: NEW }, new JsonStore(), {
      alsoVerify: option,
    });
    const browser = new Browser();
    browser.cookies.set('signed', signed('ada'));
    expect((await browser.get(app, '/signed')).body).toEqual({ user, renew: user !== null });
    await app.close();
  });

  it.each([
    ['goes on until its date', alsoVerify, 'ada'],
    ['has ended after its date', expired, null],
  ])('a session that was signed before us %s, on Express', async (_, option, user) => {
    const store = new MemoryStore();
    const app = await startExpressApplication({ current: NEW }, store, { alsoVerify: option });
    const cookie = { originalMaxAge: null };
    await new Promise((done) => store.set('1', { cookie, user: 'ada' } as never, done));
    const browser = new Browser();
    browser.cookies.set('server', encodeURIComponent('s:') + signed('1'));
    expect((await browser.get(app, '/server')).body).toEqual({ user });
    await app.close();
  });

  it.each([
    ['goes on until its date', alsoVerify, 'ada'],
    ['has ended after its date', expired, null],
  ])('a session that cookie-session signed before us %s', async (_, option, user) => {
    const app = await startExpressApplication({ current: NEW }, new MemoryStore(), {
      alsoVerify: option,
    });
    const value = Buffer.from(JSON.stringify({ user: 'ada' })).toString('base64');
    const browser = new Browser();
    browser.cookies.set('cookie', value);
    const sig = createHmac('sha256', BEFORE_US).update(`cookie=${value}`).digest('base64url');
    browser.cookies.set('cookie.sig', sig);
    expect((await browser.get(app, '/cookie')).body).toEqual({ user });
    await app.close();
  });
});
