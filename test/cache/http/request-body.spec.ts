import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { type IncomingHttpHeaders, request } from 'node:http';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class SearchController {
  @Get()
  search() {
    return [];
  }
}

describe.each(PLATFORMS)('A GET on %s', (_, adapter) => {
  let started: StartedApp;

  beforeEach(async () => {
    started = await startApp({ adapter, controllers: [SearchController] });
  });

  afterEach(() => started.app.close());

  const cacheOf = async (body: string, framing: Record<string, string>) => {
    const headers = { 'content-type': 'application/json', ...framing };
    const { port } = started;
    const answered = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      request({ host: '127.0.0.1', port, method: 'GET', headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.headers));
      })
        .on('error', reject)
        .end(body);
    });
    return answered['x-cache'];
  };

  it.each<[Record<string, string>]>([
    [{ 'content-length': '2' }],
    [{ 'transfer-encoding': 'chunked' }],
  ])('with a body goes past the cache, which does not look at it: %j', async (framing) => {
    for (let i = 0; i < 2; i++) expect(await cacheOf('{}', framing)).toBeUndefined();
  });

  it('with an empty body does not', async () => {
    const framing = { 'content-length': '0' };
    for (const use of ['MISS', 'HIT']) expect(await cacheOf('', framing)).toBe(use);
  });
});
