import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CacheKey, CacheTTL } from '@nestjs/cache-manager';
import {
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Headers,
  UseInterceptors,
} from '@nestjs/common';
import { CacheVary, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';
import { toldErrors } from '../../support/told-errors.js';

interface AnyRequest {
  headers: Record<string, string | undefined>;
}

let calls = 0;

const headersOf = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<AnyRequest>().headers;

const failing = (): never => {
  throw new Error('hunter2');
};

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class FactoriesController {
  @Get('preview')
  @CacheKey((context) => (headersOf(context)['x-preview'] === undefined ? 'page' : undefined))
  @CacheVary('accept-language')
  preview(@Headers('x-preview') who = 'nobody') {
    return { who };
  }

  @Get('empty')
  @CacheKey(() => Promise.resolve(''))
  empty(@Headers('x-preview') who: string) {
    return { who };
  }

  @Get('constant')
  @CacheKey('')
  constant(@Headers('x-preview') who: string) {
    return { who };
  }

  @Get('key')
  @CacheKey(failing)
  key() {
    return { calls: ++calls };
  }

  @Get('ttl')
  @CacheTTL(failing)
  ttl() {
    return { calls: ++calls };
  }

  @Get('null')
  @Header('Cache-Control', 'max-age=30')
  @CacheTTL(() => null as unknown as number)
  null() {
    return { calls: ++calls };
  }
}

describe.each(PLATFORMS)('On %s, a factory of @CacheKey or @CacheTTL', (_, adapter) => {
  let started: StartedApp;
  let told: string[];

  beforeEach(async () => {
    calls = 0;
    started = await startApp({ adapter, controllers: [FactoriesController] });
    told = toldErrors();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await started.app.close();
  });

  it.each(['/preview', '/empty', '/constant'])(
    'sends a request past the cache where the key is undefined or empty: %s',
    async (path) => {
      for (const who of ['alice', 'bob']) {
        const { body, headers } = await started.get(path, { 'x-preview': who });
        expect(body).toEqual({ who });
        expect(headers['x-cache']).toBeUndefined();
      }
    },
  );

  it('leaves @CacheVary in the answers without a key, and keeps those with one', async () => {
    const { headers } = await started.get('/preview', { 'x-preview': 'alice' });
    expect(headers['vary']).toBe('accept-language');
    for (const use of ['MISS', 'HIT']) {
      expect((await started.get('/preview')).headers['x-cache']).toBe(use);
    }
  });

  it.each(['key', 'ttl'])(
    'of the %s that throws keeps nothing, which is told once',
    async (name) => {
      for (let i = 1; i <= 3; i++) {
        const { body } = await started.get(`/${name}`).expect(200);
        expect(body).toEqual({ calls: i });
      }
      expect(told).toEqual([`An answer of FactoriesController.${name} was not kept: Error.`]);
    },
  );

  it('of the ttl that gives null leaves the limit that an answer has', async () => {
    const ask = async () => (await started.get('/null')).headers['x-cache'] as unknown;
    expect([await ask(), await ask()]).toEqual(['MISS', 'HIT']);
    started.advance(31_000);
    expect(await ask()).toBe('MISS');
    expect(told).toEqual([]);
  });
});
