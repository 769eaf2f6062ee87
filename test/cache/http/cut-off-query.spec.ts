import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CacheQuery, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { startApp, type StartedApp } from './start-app.js';

interface Pages {
  readonly page?: string;
}

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class ListController {
  @Get('list')
  list(@Query() { page = '1' }: Pages) {
    return { page };
  }

  @Get('few')
  @CacheQuery('page')
  few(@Query() { page = '1' }: Pages) {
    return { page };
  }
}

describe.each([
  ['Express', () => new ExpressAdapter(), 'simple'],
  ['Express', () => new ExpressAdapter(), 'extended'],
  ['Fastify', () => new FastifyAdapter(), undefined],
])('on %s with parser %#', (_, adapter, parser) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  /** Sends the path as it is: other clients cut it off themselves. */
  const ask = async (path: string): Promise<unknown> => {
    const { port } = started;
    const body = await new Promise<string>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path }, (answer) => resolve(text(answer)))
        .on('error', reject)
        .end();
    });
    return JSON.parse(body) as unknown;
  };

  it.each([
    ['/list?', `${'&'.repeat(1000)}page=5`],
    ['/few?', `${'&'.repeat(1000)}page=5`],
    ['/few?', `${'u&'.repeat(1000)}page=5`],
    ['/few?', 'u=#&page=5'],
  ])('a query that the parser cuts off never answers for another: %s', async (path, query) => {
    started = await startApp({
      adapter,
      controllers: [ListController],
      prepare: (app) => {
        if (parser !== undefined) (app as NestExpressApplication).set('query parser', parser);
      },
    });
    await ask(path + query);
    expect(await ask(`${path}page=5`)).toEqual({ page: '5' });
  });
});
