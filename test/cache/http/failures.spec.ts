import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CacheTTL } from '@nestjs/cache-manager';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { CacheQuery, CacheVary, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';
import { toldErrors } from '../../support/told-errors.js';

let calls = 0;
let hold: Promise<void> = Promise.resolve();

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class MistakenController {
  @Get('ttl')
  @CacheTTL(-1)
  ttl() {
    return { calls: ++calls };
  }
}

@Controller('live')
@UseInterceptors(SafeCacheInterceptor)
class LiveController {
  @Get()
  async live() {
    const call = ++calls;
    await hold;
    return { call, close: () => undefined };
  }
}

@Controller('listed')
@UseInterceptors(SafeCacheInterceptor)
class ListedController {
  @Get()
  @CacheQuery(['page'] as unknown as string)
  @CacheVary(['accept-language'] as unknown as string)
  listed() {
    return { calls: ++calls };
  }
}

describe.each(PLATFORMS)('On %s, an answer that the cache cannot keep', (_, adapter) => {
  let started: StartedApp;
  let told: string[];

  beforeEach(async () => {
    calls = 0;
    hold = Promise.resolve();
    const controllers = [MistakenController, LiveController, ListedController];
    started = await startApp({ adapter, controllers });
    told = toldErrors();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await started.app.close();
  });

  it('is given all the same where @CacheTTL is wrong, which is told once', async () => {
    for (let i = 1; i <= 3; i++) await started.get('/ttl').expect(200);
    expect(calls).toBe(3);
    expect(told).toEqual([
      expect.stringMatching(
        /MistakenController\.ttl was not kept: The ttl of a cache entry was -1/,
      ),
    ]);
  });

  it('is shared with nobody who waits for it', async () => {
    const { opened, open } = gate();
    hold = opened;
    const asked = Array.from({ length: 3 }, () => started.get('/live').then((answer) => answer));
    await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(2));
    open();
    const called = new Set((await Promise.all(asked)).map(({ body }) => body.call as number));
    expect(called).toEqual(new Set([1, 2, 3]));
  });

  it('is none where decorators are given lists, as in JavaScript', async () => {
    await started.get('/listed?page=1&utm_source=a').expect(200);
    const { headers } = await started.get('/listed?page=1&utm_source=b').expect(200);
    expect(headers).toMatchObject({ 'x-cache': 'HIT', vary: 'accept-language' });
  });

  it('is given all the same where another cache fails, whose words are not told', async () => {
    jest.spyOn(started.cache, 'wrap').mockRejectedValue(new Error('hunter2'));
    for (let i = 1; i <= 3; i++) await started.get('/ttl').expect(200);
    expect(told).toEqual(['An answer of MistakenController.ttl was not kept: Error.']);
  });
});
