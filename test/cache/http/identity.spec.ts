import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Req,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { CachePublic, CacheVary, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

interface AnyRequest {
  headers: Record<string, string | undefined>;
  user?: unknown;
  raw?: { user?: unknown };
}

const userOf = ({ headers }: AnyRequest) =>
  headers['x-api-key'] ?? headers['authorization'] ?? headers['x-client-certificate'];

class AnyoneGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AnyRequest>();
    if (request.headers['x-by-middleware'] === undefined) request.user = userOf(request);
    return true;
  }
}

const who = ({ user, raw }: AnyRequest) => ({ user: user ?? raw?.user ?? null });

@Controller()
@UseGuards(AnyoneGuard)
@UseInterceptors(SafeCacheInterceptor)
class WhoController {
  @Get('plain')
  plain(@Req() request: AnyRequest) {
    return who(request);
  }

  @Get('by-language')
  @CacheVary('accept-language')
  byLanguage(@Req() request: AnyRequest) {
    return who(request);
  }

  @Get('by-key')
  @CacheVary('x-api-key')
  byKey(@Req() request: AnyRequest) {
    return who(request);
  }

  @Get('by-token')
  @CacheVary('authorization')
  byToken(@Req() request: AnyRequest) {
    return who(request);
  }

  @Get('public')
  @CachePublic()
  shared() {
    return { user: 'all' };
  }
}

function userByMiddleware(app: INestApplication): void {
  app.use((request: AnyRequest, _response: unknown, next: () => void) => {
    if (request.headers['x-by-middleware'] !== undefined) request.user = userOf(request);
    next();
  });
}

describe.each(PLATFORMS)('Whom a request is from, on %s', (_, adapter) => {
  let started: StartedApp;

  beforeEach(async () => {
    const controllers = [WhoController];
    started = await startApp({ adapter, controllers, prepare: userByMiddleware });
  });

  afterEach(() => started.app.close());

  const cacheOf = async (path: string, headers: Record<string, string>, user: string) => {
    const answer = await started.get(path, headers);
    expect(answer.body).toEqual({ user });
    return answer.headers['x-cache'];
  };

  it.each([
    ['/plain', 'x-api-key'],
    ['/plain', 'x-client-certificate'],
    ['/by-language', 'x-api-key'],
    ['/by-key', 'x-client-certificate'],
    ['/by-key', 'authorization'],
  ])('goes past the cache at %s with a user by %s', async (path, header) => {
    for (const user of ['alice', 'bob', 'alice']) {
      expect(await cacheOf(path, { [header]: user }, user)).toBeUndefined();
    }
  });

  it('is also what middleware says', async () => {
    for (const user of ['alice', 'bob']) {
      const headers = { 'x-api-key': user, 'x-by-middleware': 'yes' };
      expect(await cacheOf('/plain', headers, user)).toBeUndefined();
    }
  });

  it.each([
    ['/by-key', 'x-api-key'],
    ['/by-token', 'authorization'],
  ])('has answers of its own at %s by %s', async (path, header) => {
    for (const user of ['alice', 'bob']) {
      expect(await cacheOf(path, { [header]: user }, user)).toBe('MISS');
    }
    expect(await cacheOf(path, { [header]: 'alice' }, 'alice')).toBe('HIT');
  });

  it('goes past the cache where only one of two headers that tell it is varied by', async () => {
    const headers = { authorization: 'alice', 'x-api-key': 'bob' };
    expect(await cacheOf('/by-token', headers, 'bob')).toBeUndefined();
  });

  it('is no matter where the answer is the same for everyone, or nobody is known', async () => {
    expect(await cacheOf('/public', { 'x-api-key': 'alice' }, 'all')).toBe('MISS');
    expect(await cacheOf('/public', { 'x-api-key': 'bob' }, 'all')).toBe('HIT');
    const nobody = async () => (await started.get('/plain')).headers['x-cache'] as unknown;
    expect([await nobody(), await nobody()]).toEqual(['MISS', 'HIT']);
  });
});
