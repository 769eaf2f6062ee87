import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CacheKey, CacheTTL } from '@nestjs/cache-manager';
import {
  Controller,
  Get,
  Header,
  Headers,
  type INestApplication,
  Module,
  NotFoundException,
  Redirect,
  Res,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  CachePublic,
  CacheQuery,
  CacheStatistics,
  CacheVary,
  ProductionCache,
  ProductionCacheModule,
  SafeCacheInterceptor,
} from 'nestjs-production-readiness';
import { Readable } from 'node:stream';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

interface AnyResponse {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

let calls = 0;
let hold: Promise<void> = Promise.resolve();

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class AnswersController {
  @Get('plain')
  async plain(@Headers('authorization') who = 'nobody') {
    await hold;
    return { who, calls: ++calls };
  }

  @Get('public')
  @CachePublic()
  shared() {
    return { calls: ++calls };
  }

  @Get('any-host')
  @CachePublic({ anyHost: true })
  anyHost() {
    return { calls: ++calls };
  }

  @Get('personal')
  @CacheVary('authorization', 'Accept-Language')
  personal(@Headers('authorization') who = 'nobody') {
    return { who, calls: ++calls };
  }

  @Get('search')
  @CacheQuery('q')
  search() {
    return { calls: ++calls };
  }

  @Get('no-store')
  @Header('Cache-Control', 'private, no-store')
  noStore() {
    return { calls: ++calls };
  }

  @Get('short')
  @Header('Cache-Control', 'public, max-age=30')
  short() {
    return { calls: ++calls };
  }

  @Get('missing')
  missing(@Res({ passthrough: true }) response: AnyResponse) {
    response.status(404);
    response.header('Last-Modified', 'Tue, 24 Nov 2026 00:00:00 GMT');
    response.header('X-Request-Id', String(++calls));
    return { calls };
  }

  @Get('cookie')
  cookie(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Set-Cookie', 'session=alice');
    return { calls: ++calls };
  }

  @Get('varied')
  varied(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Vary', 'Accept-Language');
    return { calls: ++calls };
  }

  @Get('own')
  own(@Res() response: AnyResponse & { send(body: unknown): void }) {
    response.send({ calls: ++calls });
  }

  @Get('stream')
  stream() {
    calls++;
    return new StreamableFile(Readable.from(['streamed']));
  }

  @Get('thrown')
  thrown() {
    calls++;
    throw new NotFoundException();
  }

  @Get('redirect')
  @Redirect()
  redirect() {
    return { url: `/plain?${++calls}` };
  }

  @Get('null')
  null() {
    calls++;
    return null;
  }

  @Get('keyed/:any')
  @CacheKey('fixed')
  @CacheTTL(30_000)
  keyed() {
    return { calls: ++calls };
  }
}

@Module({ imports: [ProductionCacheModule.forRoot()], controllers: [AnswersController] })
class AppModule {}

describe.each([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
])('SafeCacheInterceptor on %s', (_, adapter) => {
  let app: INestApplication;

  beforeEach(async () => {
    calls = 0;
    hold = Promise.resolve();
    const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = module.createNestApplication(adapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  });

  afterEach(() => app.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    request(app.getHttpServer() as App)
      .get(path)
      .set(headers);

  it('answers a repeated request from the cache, and says so', async () => {
    const first = await get('/plain');
    const second = await get('/plain');
    expect(second.body).toEqual(first.body);
    expect(first.headers['x-cache']).toBe('MISS');
    expect(second.headers['x-cache']).toBe('HIT');
    expect(second.headers['age']).toBe('0');
    expect(calls).toBe(1);
  });

  it.each(['authorization', 'cookie'])('shares nothing across %s', async (header) => {
    for (const value of ['alice', 'bob']) await get('/plain', { [header]: value });
    await get('/plain');
    expect(calls).toBe(3);
    expect((await get('/plain', { [header]: 'alice' })).headers['x-cache']).toBeUndefined();
  });

  it('shares nothing across Host, unless told that it may', async () => {
    for (const host of ['a.example', 'b.example']) await get('/plain', { host });
    expect(calls).toBe(2);
    for (const host of ['a.example', 'b.example']) await get('/any-host', { host });
    expect(calls).toBe(3);
  });

  it('shares what is public with everyone', async () => {
    await get('/public', { authorization: 'alice' });
    await get('/public', { cookie: 'session=bob' });
    expect(calls).toBe(1);
  });

  it('keeps an answer for each value of what it varies by, and none of the values', async () => {
    for (const authorization of ['alice', 'bob', 'alice']) {
      expect((await get('/personal', { authorization })).body.who).toBe(authorization);
    }
    await get('/personal', { authorization: 'alice', 'accept-language': 'pl' });
    expect(calls).toBe(3);
    await get('/personal', { authorization: 'alice', cookie: 'session=1' });
    expect(calls).toBe(4);
  });

  it('knows a query in any order, and only the names that count', async () => {
    for (const path of ['/plain?a=1&b=2', '/plain?b=2&a=1', '/plain?a=1&b=3']) await get(path);
    expect(calls).toBe(2);
    for (const path of ['/search?q=x', '/search?utm_source=y&q=x']) await get(path);
    expect(calls).toBe(3);
  });

  it.each([
    ['bytes that are no UTF-8', ['/plain?q=%ff', '/plain?q=%fe']],
    ['the order of a repeated name', ['/plain?q=1&q=2', '/plain?q=2&q=1']],
    ['an empty value', ['/plain?q=', '/plain?q=%00']],
  ])('tells queries apart by %s', async (_, paths) => {
    for (const path of paths) await get(path);
    expect(calls).toBe(2);
  });

  it.each(['x-forwarded-host', 'x-forwarded-proto'])('shares nothing across %s', async (header) => {
    for (const value of ['one', 'two', 'one']) await get('/plain', { [header]: value });
    expect(calls).toBe(2);
    for (const value of ['one', 'two']) await get('/any-host', { [header]: value });
    expect(calls).toBe(3);
  });

  it.each(['/no-store', '/cookie', '/varied', '/thrown', '/redirect'])(
    'keeps nothing of %s',
    async (path) => {
      for (let i = 0; i < 2; i++) await get(path);
      expect(calls).toBe(2);
    },
  );

  it('keeps an answer no longer than it says, and @CacheTTL', async () => {
    const cache = app.get(ProductionCache);
    await get('/keyed/1');
    await get('/keyed/2');
    expect(calls).toBe(1);
    expect(Number(await cache.ttl('http:fixed')) - Date.now()).toBeLessThanOrEqual(30_000);
    const keys: string[] = [];
    cache.on('set', ({ key }) => keys.push(key));
    await get('/short');
    const [key = ''] = keys;
    expect(Number(await cache.ttl(key)) - Date.now()).toBeLessThanOrEqual(30_000);
  });

  it('honours what the request says of the cache', async () => {
    await get('/plain');
    await get('/plain', { 'cache-control': 'no-store' });
    expect(calls).toBe(2);
    expect((await get('/plain')).body.calls).toBe(1);
    await get('/plain', { 'cache-control': 'no-cache' });
    expect((await get('/plain')).body.calls).toBe(3);
    await get('/plain', { 'cache-control': 'max-age=0' });
    expect((await get('/plain')).body.calls).toBe(4);
  });

  it('replays status and headers that describe the answer, and no others', async () => {
    const first = await get('/missing').expect(404);
    const second = await get('/missing').expect(404);
    expect(second.body).toEqual(first.body);
    expect(second.headers['last-modified']).toBe(first.headers['last-modified']);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(first.headers['x-request-id']).toBe('1');
    expect(second.headers['x-request-id']).toBeUndefined();
  });

  it('leaves streams and handlers that answer by themselves alone', async () => {
    for (let i = 0; i < 2; i++) expect((await get('/own')).body.calls).toBe(i + 1);
    for (let i = 0; i < 2; i++) expect(String((await get('/stream')).body)).toBe('streamed');
    expect(calls).toBe(4);
  });

  it('keeps null', async () => {
    const first = await get('/null').expect(200);
    const second = await get('/null').expect(200);
    expect(second.text).toBe(first.text);
    expect(calls).toBe(1);
  });

  it('runs the handler once for many at the same time', async () => {
    const { opened, open } = gate();
    hold = opened;
    const asked = Array.from({ length: 50 }, () => get('/plain').then((answer) => answer));
    const statistics = app.get(CacheStatistics);
    await eventually(() => expect(statistics.figures().coalesced).toBe(49));
    open();
    const answers = await Promise.all(asked);
    expect(calls).toBe(1);
    for (const answer of answers) expect(answer.body.calls).toBe(1);
  });

  it('gives each of many its own answer when it is not to be shared', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/cookie')));
    expect(calls).toBe(20);
    for (const answer of answers) expect(answer.headers['set-cookie']).toEqual(['session=alice']);
  });
});
