import { Controller, Get, type INestApplication, Post, Req, Res } from '@nestjs/common';
import cookieParser from 'cookie-parser';
import cookieSession from 'cookie-session';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, Response } from 'express';
import session, { MemoryStore } from 'express-session';
import Keygrip from 'keygrip';
import {
  type AlsoVerify,
  csrfSecrets,
  expressSessionOptions,
  keygripKeys,
  KeyRing,
  SigningModule,
  type SigningOptions,
} from 'nestjs-production-readiness';
import { startApplication } from '../../pagination/start-application.js';

interface WithSession {
  readonly session: { user?: string };
}

@Controller()
class SessionController {
  @Post(['server', 'still', 'cookie'])
  login(@Req() request: WithSession) {
    request.session.user = 'ada';
    return {};
  }

  @Get(['server', 'still', 'cookie'])
  who(@Req() request: WithSession) {
    return { user: request.session.user ?? null };
  }

  @Get('csrf')
  token(@Req() request: Request) {
    return { token: request.csrfToken?.() };
  }

  @Post('csrf')
  change(@Res() response: Response) {
    response.send({ changed: true });
  }
}

/**
 * Sessions of express-session under /server, without `rolling` under /still, of cookie-session under /cookie, and csrf-csrf
 * under /csrf. `store` outlives the application, as a real one does.
 */
export function startExpressApplication(
  signing: SigningOptions,
  store: MemoryStore,
  options: AlsoVerify = {},
): Promise<INestApplication> {
  const metadata = {
    imports: [SigningModule.forRoot(signing)],
    controllers: [SessionController],
  };
  return startApplication(metadata, 'Express', (app) => {
    const ring = app.get(KeyRing);
    const server = expressSessionOptions(ring, options);
    const secrets = csrfSecrets(ring);
    const csrf = doubleCsrf({
      getSecret: () => secrets,
      getSessionIdentifier: () => 'ada',
      cookieName: 'csrf',
      cookieOptions: { secure: false },
    });
    const keys = new Keygrip(keygripKeys(ring, options), 'sha256');
    app.use('/server', session({ ...server, store, name: 'server' }));
    app.use('/still', session({ ...server, store, name: 'still', rolling: false }));
    app.use('/cookie', cookieSession({ name: 'cookie', keys }));
    app.use('/csrf', cookieParser(), csrf.doubleCsrfProtection);
  });
}
