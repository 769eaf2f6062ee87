import { describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MemoryStore } from 'express-session';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { Agent, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  csrfSecrets,
  expressSessionOptions,
  fastifyCookieOptions,
  fastifySecureSessionOptions,
  fastifySessionOptions,
  keygripKeys,
  KeyRing,
} from 'nestjs-production-readiness';
import { SECRET_KEY } from '../../support/environment.js';
import { Browser } from './browser.js';
import { startExpressApplication } from './express-application.js';
import { JsonStore, startFastifyApplication } from './fastify-application.js';

const RUNS = { numRuns: 10_000 };
const A_MINUTE = 60_000;
const signing = { current: SECRET_KEY };

interface Answer {
  readonly status: number;
  readonly user: unknown;
}

/** What a header may hold; Node's client sends nothing else. */
const inHeader = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 300,
});
const alphanumeric = fc.constantFrom(
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
);

/** Junk, and the good cookie with a character changed; the last ones carry bits that base64 ignores. */
function forged(cookie: string) {
  const good = decodeURIComponent(cookie);
  const changed = fc
    .tuple(fc.nat(good.length - 4), alphanumeric)
    .filter(([at, letter]) => good[at] !== letter)
    .map(([at, letter]) => encodeURIComponent(good.slice(0, at) + letter + good.slice(at + 1)));
  return fc.oneof(
    inHeader.filter((text) => !text.includes(cookie)),
    changed,
  );
}

async function refusesForgeries(
  app: INestApplication,
  paths: readonly string[],
  ask: (path: string, cookie: string) => Promise<Answer>,
): Promise<void> {
  const browser = new Browser();
  for (const path of paths) {
    await browser.post(app, path);
    expect((await browser.get(app, path)).body).toMatchObject({ user: 'ada' });
  }
  const cases = paths.map((path) => {
    const name = path.slice(1);
    const rest = [...browser.cookies].filter(([other]) => other === `${name}.sig`);
    const others = rest.map(([other, value]) => `; ${other}=${value}`).join('');
    return forged(browser.cookies.get(name) ?? '').map((value) => ({
      path,
      cookie: `${name}=${value}${others}`,
    }));
  });
  const property = fc.asyncProperty(fc.oneof(...cases), async ({ path, cookie }) => {
    const { status, user } = await ask(path, cookie);
    expect(status).toBeLessThan(500);
    expect(user ?? null).toBeNull();
  });
  await fc.assert(property, RUNS);
}

describe('Forged cookies', () => {
  it(
    'are nobody to the libraries of Fastify, 10,000 times',
    async () => {
      const app = await startFastifyApplication(signing, new JsonStore());
      await refusesForgeries(app, ['/server', '/secure', '/signed'], async (url, cookie) => {
        const reply = await (app as NestFastifyApplication).inject({ url, headers: { cookie } });
        return { status: reply.statusCode, user: reply.json<{ user?: unknown }>().user };
      });
      await app.close();
    },
    A_MINUTE,
  );

  it(
    'are nobody to the libraries of Express, 10,000 times',
    async () => {
      const app = await startExpressApplication(signing, new MemoryStore());
      await app.listen(0);
      const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
      const agent = new Agent({ keepAlive: true });
      await refusesForgeries(app, ['/server', '/cookie'], (path, cookie) =>
        askOverHttp({ port, agent, path, headers: { cookie } }),
      );
      agent.destroy();
      await app.close();
    },
    A_MINUTE,
  );

  it.each(['', 'x', '.', '!', `${'0'.repeat(64)}.${'0'.repeat(64)}`])(
    '(%j) are no CSRF token',
    async (token) => {
      const app = await startExpressApplication(signing, new MemoryStore());
      const browser = new Browser();
      browser.cookies.set('csrf', token);
      expect((await browser.post(app, '/csrf', { 'x-csrf-token': token })).status).toBe(403);
      await app.close();
    },
  );

  it.each([
    ['the empty key', ''],
    ['SECRET_KEY itself', SECRET_KEY],
    ["another purpose's key", new KeyRing(signing).derive('csrf')[0].key],
  ])('of %s are nobody', async (_, key) => {
    const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64');
    const signed = (text: string) => encodeURIComponent(`${text}.${mac(text).replaceAll('=', '')}`);
    const express = await startExpressApplication(signing, new MemoryStore());
    const fastify = await startFastifyApplication(signing, new JsonStore());
    const browser = new Browser();
    const value = Buffer.from(JSON.stringify({ user: 'ada' })).toString('base64');
    browser.cookies.set('cookie', value);
    browser.cookies.set(
      'cookie.sig',
      mac(`cookie=${value}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    );
    browser.cookies.set('signed', signed('ada'));
    expect((await browser.copy().get(express, '/cookie')).body).toEqual({ user: null });
    expect((await browser.copy().get(fastify, '/signed')).body).toEqual({
      user: null,
      renew: false,
    });
    await Promise.all([express.close(), fastify.close()]);
  });
});

describe('Each library', () => {
  const ring = new KeyRing(signing);
  const earlier = new KeyRing({
    current: SECRET_KEY,
    fallbacks: ['Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe'],
  });
  const lists = (from: KeyRing): Record<string, unknown[]> => ({
    express: expressSessionOptions(from).secret,
    session: fastifySessionOptions(from).secret,
    cookie: fastifyCookieOptions(from).secret,
    secure: fastifySecureSessionOptions(from).key,
    keygrip: keygripKeys(from),
    csrf: csrfSecrets(from),
  });

  it('has keys that no other has, and none that is short', () => {
    const keys = Object.values(lists(ring)).map(([key]) =>
      typeof key === 'object' && key !== null && 'export' in key ? 'KeyObject' : String(key),
    );
    expect(new Set(keys).size).toBe(6);
    expect(keys.every((key) => key === 'KeyObject' || key.length >= 16)).toBe(true);
  });

  it('gets the current key first, and as many as the ring has secrets', () => {
    for (const [name, keys] of Object.entries(lists(earlier))) {
      expect({ name, length: keys.length }).toEqual({ name, length: 2 });
      expect(keys[0]).toEqual(lists(ring)[name]?.[0]);
    }
  });

  it('takes no earlier secret that is short', () => {
    const alsoVerify = [{ secret: 'hunter2', until: '2999-01-01' }];
    for (const make of [
      expressSessionOptions,
      fastifySessionOptions,
      fastifyCookieOptions,
      keygripKeys,
    ]) {
      expect(() => make(ring, { alsoVerify })).toThrow(
        expect.objectContaining({ code: 'SIGNING_SECRET' }),
      );
    }
  });
});

interface Asked {
  readonly port: number;
  readonly agent: Agent;
  readonly path: string;
  readonly headers: Record<string, string>;
}

function askOverHttp(options: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const { user } = JSON.parse(text) as { user?: unknown };
        resolve({ status: response.statusCode ?? 0, user });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
