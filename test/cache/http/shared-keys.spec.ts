import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CacheKey } from '@nestjs/cache-manager';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ProductionCache, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

let calls = 0;

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class CitiesController {
  constructor(private readonly cache: ProductionCache) {}

  @Get('cities')
  @CacheKey('cities')
  cities() {
    return { calls: ++calls };
  }

  @Get('wrapped')
  @CacheKey('wrapped')
  wrapped() {
    return this.cache.wrap('wrapped', () => ({ calls: ++calls }));
  }

  @Get('plain')
  plain() {
    return { calls: ++calls };
  }
}

describe.each(PLATFORMS)('Keys of SafeCacheInterceptor on %s', (_, adapter) => {
  let started: StartedApp;
  const start = async (providers: Parameters<typeof startApp>[0]['providers'] = []) => {
    calls = 0;
    // A load that waits for itself ends soon.
    const cache = { hardTimeout: 500 };
    started = await startApp({ adapter, controllers: [CitiesController], providers, cache });
  };

  beforeEach(() => start());
  afterEach(() => started.app.close());

  const answersOf = async (path: string) => {
    const answers = [await started.get(path), await started.get(path)];
    return answers.map(({ status, body, headers }) => [
      status,
      body as unknown,
      headers['x-cache'] as unknown,
    ]);
  };
  const keptOnce = [
    [200, { calls: 1 }, 'MISS'],
    [200, { calls: 1 }, 'HIT'],
  ];

  it('are not those of services', async () => {
    await started.cache.set('cities', ['Paris']);
    expect(await answersOf('/cities')).toEqual(keptOnce);
    expect(await started.cache.get('cities')).toEqual(['Paris']);
    await started.cache.del('http:cities');
    expect((await started.get('/cities')).body).toEqual({ calls: 2 });
  });

  it.each([
    ['a list', ['Paris']],
    ['a text', 'Paris'],
    ['null', null],
    ['half an answer', { status: 200, body: 'Paris' }],
    ['another answer', { status: '200', headers: {}, storedAt: 0 }],
  ])('give way to the answer where other code has set %s', async (_, foreign) => {
    await started.cache.set('http:cities', foreign);
    expect(await answersOf('/cities')).toEqual(keptOnce);
  });

  it('may be wrapped by the handler itself', async () => {
    expect(await answersOf('/wrapped')).toEqual(keptOnce);
    expect(started.cache.statistics.figures().loadFailures).toBe(0);
  });

  it('are loaded once where the interceptor is also that of the application', async () => {
    await started.app.close();
    await start([{ provide: APP_INTERCEPTOR, useClass: SafeCacheInterceptor }]);
    for (const path of ['/plain', '/cities']) {
      calls = 0;
      expect(await answersOf(path)).toEqual(keptOnce);
    }
    const { loads, loadFailures, misses } = started.cache.statistics.figures();
    expect({ loads, loadFailures, misses }).toEqual({ loads: 2, loadFailures: 0, misses: 2 });
  });
});
