import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication, Param, UseInterceptors } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CacheQuery, SafeCacheInterceptor } from 'nestjs-production-readiness';
import type { IncomingMessage } from 'node:http';
import { startApp, type StartedApp } from './start-app.js';

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class TenantController {
  @Get('tenants/:tenant')
  @CacheQuery('page')
  get(@Param('tenant') tenant: string) {
    return { tenant };
  }
}

/** Whose answer it is stands in no part of the URL that was sent. */
const rewritten = ({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string =>
  url.replace(/^\/own/, `/tenants/${String(headers['x-tenant'])}`);

function rewriteInMiddleware(app: INestApplication): void {
  app.use((request: IncomingMessage, _: unknown, next: () => void) => {
    request.url = rewritten(request);
    next();
  });
}

describe.each([
  ['Express', () => new ExpressAdapter(), rewriteInMiddleware],
  ['Fastify', () => new FastifyAdapter({ rewriteUrl: rewritten }), () => {}],
])('A URL that is rewritten, on %s,', (_, adapter, prepare) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  it('has an answer for each URL that it is rewritten to', async () => {
    started = await startApp({ adapter, controllers: [TenantController], prepare });
    for (const use of ['MISS', 'HIT']) {
      for (const tenant of ['a', 'b']) {
        // What is not named by @CacheQuery still makes no other key.
        const answer = await started.get(`/own?at=${use}`, { 'x-tenant': tenant });
        expect(answer.body).toEqual({ tenant });
        expect(answer.headers['x-cache']).toBe(use);
      }
    }
  });
});
