import secureSession from '@fastify/secure-session';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import cookieSession from 'cookie-session';
import Keygrip from 'keygrip';
import { fastifySecureSessionOptions, keygripKeys, KeyRing } from 'nestjs-production-readiness';

const NAME = 'session';
const SECONDS = 8 * 60 * 60;
const cookie = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** Sessions that live in the cookie itself, so that all instances know them; signed on Express, encrypted on Fastify. */
export async function useSessions(app: INestApplication): Promise<void> {
  const ring = app.get(KeyRing);
  if (app.getHttpAdapter().getType() === 'fastify') {
    const options = { ...fastifySecureSessionOptions(ring), cookieName: NAME, expiry: SECONDS };
    await (app as NestFastifyApplication).register(secureSession, { ...options, cookie });
    return;
  }
  const keys = new Keygrip(keygripKeys(ring), 'sha256');
  const options = { ...cookie, name: NAME, keys, maxAge: SECONDS * 1000 };
  (app as NestExpressApplication).use(cookieSession(options));
}
