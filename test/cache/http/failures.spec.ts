import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CacheTTL } from '@nestjs/cache-manager';
import { Controller, Get, Logger, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

let calls = 0;

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class MistakenController {
  @Get('ttl')
  @CacheTTL(-1)
  ttl() {
    return { calls: ++calls };
  }

  @Get('value')
  value() {
    return { calls: ++calls, print: () => '' };
  }
}

describe.each(PLATFORMS)('On %s, an answer that the cache cannot keep', (_, adapter) => {
  let started: StartedApp;
  let told: string[];

  beforeEach(async () => {
    calls = 0;
    told = [];
    started = await startApp({ adapter, controllers: [MistakenController] });
    jest
      .spyOn(Logger.prototype, 'error')
      .mockImplementation((line: unknown) => void told.push(String(line)));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await started.app.close();
  });

  it.each([
    ['/ttl', 'The ttl of a cache entry was -1'],
    ['/value', '$.body.print'],
  ])('is given all the same for %s, and told once', async (path, reason) => {
    for (let i = 1; i <= 3; i++) await started.get(path).expect(200);
    expect(calls).toBe(3);
    expect(told).toEqual([expect.stringContaining(reason)]);
  });
});
