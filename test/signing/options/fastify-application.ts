import fastifyCookie from '@fastify/cookie';
import fastifySecureSession from '@fastify/secure-session';
import fastifySession, { type SessionStore } from '@fastify/session';
import { Controller, Get, type INestApplication, Post, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, Session } from 'fastify';
import {
  type AlsoVerify,
  fastifyCookieOptions,
  fastifySecureSessionOptions,
  fastifySessionOptions,
  KeyRing,
  SigningModule,
  type SigningOptions,
} from 'nestjs-production-readiness';
import { startApplication } from '../../pagination/start-application.js';

/** Keeps texts, as a store on a server does. */
export class JsonStore implements SessionStore {
  readonly #sessions = new Map<string, string>();

  set: SessionStore['set'] = (id, session, done) => {
    this.#sessions.set(id, JSON.stringify(session));
    done();
  };

  get: SessionStore['get'] = (id, done) => {
    const text = this.#sessions.get(id);
    done(null, text === undefined ? null : (JSON.parse(text) as Session));
  };

  destroy: SessionStore['destroy'] = (id, done) => {
    this.#sessions.delete(id);
    done();
  };
}

interface FastifyApplicationOptions extends AlsoVerify {
  readonly saveUninitialized?: boolean;
}

interface WithSessions {
  readonly session: { get(name: string): unknown; set(name: string, value: unknown): void };
  readonly secure: { get(name: string): unknown; set(name: string, value: unknown): void };
}

@Controller()
class SessionController {
  @Post('server')
  loginServer(@Req() { session }: WithSessions) {
    session.set('user', 'ada');
    return {};
  }

  @Get('server')
  whoServer(@Req() { session }: WithSessions) {
    return { user: session.get('user') ?? null };
  }

  @Post('secure')
  loginSecure(@Req() { secure }: WithSessions) {
    secure.set('user', 'ada');
    return {};
  }

  @Get('secure')
  whoSecure(@Req() { secure }: WithSessions) {
    return { user: secure.get('user') ?? null };
  }

  @Post('signed')
  sign(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.setCookie('signed', 'ada', { signed: true });
    return {};
  }

  @Get('signed')
  unsign(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { valid, renew, value } = request.unsignCookie(request.cookies['signed'] ?? '');
    if (valid && renew) void reply.setCookie('signed', value, { signed: true });
    return { user: valid ? value : null, renew };
  }
}

/** Sessions of @fastify/session, of @fastify/secure-session, and a signed cookie. `store` outlives the application. */
export function startFastifyApplication(
  signing: SigningOptions,
  store: SessionStore,
  options: FastifyApplicationOptions = {},
): Promise<INestApplication> {
  const metadata = {
    imports: [SigningModule.forRoot(signing)],
    controllers: [SessionController],
  };
  return startApplication(metadata, 'Fastify', (app) => {
    const ring = app.get(KeyRing);
    const fastify = (app as NestFastifyApplication).getHttpAdapter().getInstance();
    fastify.register(fastifyCookie, fastifyCookieOptions(ring, options));
    fastify.register(fastifySession, {
      ...fastifySessionOptions(ring, options),
      ...(options.saveUninitialized === false && { saveUninitialized: false }),
      store,
      cookieName: 'server',
      cookie: { secure: false },
    });
    fastify.register(fastifySecureSession, {
      ...fastifySecureSessionOptions(ring),
      sessionName: 'secure',
      cookie: { path: '/' },
    });
  });
}
