import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Header, Headers, Res, UseInterceptors } from '@nestjs/common';
import { CacheVary, SafeCacheInterceptor } from 'nestjs-production-readiness';
import type { ServerResponse } from 'node:http';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

interface AnyResponse {
  header(name: string, value: string): unknown;
}

let calls = 0;
let middlewareVary: string | undefined;

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class GreetingController {
  @Get('plain')
  plain(@Headers('accept-language') language = '') {
    return { language, calls: ++calls };
  }

  @Get('covered')
  @CacheVary('Accept-Language')
  covered(@Headers('accept-language') language = '') {
    return { language, calls: ++calls };
  }

  @Get('star')
  @CacheVary('*')
  star() {
    return { calls: ++calls };
  }

  @Get('own')
  @CacheVary('Accept-Language')
  own(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Vary', 'Accept-Language');
    return { calls: ++calls };
  }

  @Get('declared')
  @Header('Vary', 'Origin')
  declared() {
    return { calls: ++calls };
  }

  @Get('encoded')
  encoded(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Content-Encoding', 'identity');
    return { calls: ++calls };
  }
}

describe.each(PLATFORMS)('Vary on %s', (_, adapter) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  /** With middleware that sets Vary before any handler runs. */
  const start = async (vary?: string) => {
    calls = 0;
    middlewareVary = vary;
    started = await startApp({
      adapter,
      controllers: [GreetingController],
      prepare: (app) => {
        app.use((_request: unknown, response: ServerResponse, next: () => void) => {
          if (middlewareVary !== undefined) response.setHeader('Vary', middlewareVary);
          next();
        });
      },
    });
    return started.get;
  };

  it.each([
    ['/plain', 'Accept-Language'],
    ['/plain', 'Origin, Accept-Language'],
    ['/plain', '*'],
    ['/star', '*'],
    ['/star', undefined],
    ['/encoded', 'Accept-Encoding'],
    ['/declared', 'Origin'],
  ])('keeps nothing of %s where middleware varies by %s', async (path, vary) => {
    const get = await start(vary);
    for (const language of ['pl', 'en']) await get(path, { 'accept-language': language });
    expect(calls).toBe(2);
  });

  it('of everything is told to those on the way', async () => {
    const get = await start();
    expect((await get('/star')).headers['vary']).toBe('*');
  });

  it.each([
    ['/plain', 'Origin, Accept-Encoding'],
    ['/covered', 'Accept-Language, Origin'],
  ])('keeps %s where middleware varies by %s', async (path, vary) => {
    const get = await start(vary);
    for (let i = 0; i < 2; i++) await get(path, { 'accept-language': 'pl' });
    expect(calls).toBe(1);
  });

  it('of the handler is replayed beside what middleware says now', async () => {
    const get = await start();
    await get('/own');
    middlewareVary = 'Origin';
    const { headers } = await get('/own');
    expect(headers['x-cache']).toBe('HIT');
    expect(headers['vary']?.toLowerCase()).toBe('origin, accept-language');
  });

  it.each([
    ['/covered', undefined, 'accept-language'],
    ['/covered', 'Origin, Accept-Language', 'origin, accept-language'],
    ['/own', undefined, 'accept-language'],
  ])('of @CacheVary is in each answer of %s, once (middleware: %s)', async (path, vary, told) => {
    const get = await start(vary);
    for (const use of ['MISS', 'HIT']) {
      const { headers } = await get(path);
      expect(headers['x-cache']).toBe(use);
      expect(headers['vary']?.toLowerCase()).toBe(told);
    }
  });

  it.each([
    ['/covered', undefined, 'accept-language'],
    ['/covered', 'Origin', 'origin, accept-language'],
    ['/own', undefined, 'accept-language'],
    ['/plain', undefined, undefined],
  ])('of @CacheVary is told past the cache, too: %s (middleware: %s)', async (path, vary, told) => {
    const get = await start(vary);
    const { headers } = await get(path, { cookie: 'session=alice' });
    expect(headers['x-cache']).toBeUndefined();
    expect(headers['vary']?.toLowerCase()).toBe(told);
  });

  it.each([
    ['/own', 'vary', 'accept-language'],
    ['/encoded', 'content-encoding', 'identity'],
  ])('of the handler is replayed: %s has its %s', async (path, name, value) => {
    const get = await start();
    const first = await get(path);
    const second = await get(path);
    expect(second.headers['x-cache']).toBe('HIT');
    for (const { headers } of [first, second]) expect(headers[name]?.toLowerCase()).toBe(value);
  });
});
