import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable, Res, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

interface AnyResponse {
  header(name: string, value: string): unknown;
}

@Injectable()
class CountingInterceptor extends SafeCacheInterceptor {
  protected override readonly keptHeaders = ['x-total-count'];
}

@Controller()
@UseInterceptors(CountingInterceptor)
class CitiesController {
  @Get()
  list(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('X-Total-Count', '7');
    response.header('X-Request-Id', 'of one answer');
    return [];
  }
}

describe.each(PLATFORMS)('a replayed answer on %s', (_, adapter) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  it('has the headers that a subclass keeps beside those of the body, and no others', async () => {
    started = await startApp({ adapter, controllers: [CitiesController] });
    await started.get('/');
    const { headers } = await started.get('/');
    expect(headers).toMatchObject({ 'x-cache': 'HIT', 'x-total-count': '7' });
    expect(headers).not.toHaveProperty('x-request-id');
  });
});
