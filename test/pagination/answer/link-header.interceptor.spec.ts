import { once } from 'node:events';
import { get as httpGet, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CallHandler,
  Catch,
  ClassSerializerInterceptor,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  Header,
  type INestApplication,
  type NestInterceptor,
  Query,
  Res,
  Sse,
  UseInterceptors,
} from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Exclude } from 'class-transformer';
import { concatMap, firstValueFrom, from, of } from 'rxjs';
import request from 'supertest';
import { Page } from '../../../lib/pagination/page.js';
import type { PageRequest } from '../../../lib/pagination/page-request.js';
import { PaginationModule } from '../../../lib/pagination/pagination.module.js';
import { PaginationPipe } from '../../../lib/pagination/pagination.pipe.js';
import { parsePageRequest } from '../../../lib/pagination/request/parse-page-request.js';
import { platforms, startApplication } from '../start-application.js';

class City {
  @Exclude() secret = 'hidden';
  constructor(readonly id: number) {}
}

const cities = Array.from({ length: 25 }, (_, index) => new City(index + 1));

function fetchCities(page: PageRequest): Promise<Page<City>> {
  return Page.fetch(page, ({ take, skip }) => cities.slice(skip, skip + take));
}

class ImpatientInterceptor implements NestInterceptor {
  async intercept(_: ExecutionContext, next: CallHandler) {
    return of(await firstValueFrom(next.handle()));
  }
}

@Controller()
class CitiesController {
  @Get('cities')
  list(@Query(PaginationPipe) page: PageRequest) {
    return fetchCities(page);
  }

  @Get('serialized')
  @UseInterceptors(ClassSerializerInterceptor)
  serialized(@Query(PaginationPipe) page: PageRequest) {
    return fetchCities(page);
  }

  @Get('observable')
  observable(@Query(PaginationPipe) page: PageRequest) {
    return from(fetchCities(page));
  }

  @Get('several')
  several() {
    return from(['1', '2']).pipe(
      concatMap((page) => fetchCities(parsePageRequest({ limit: 10, page }))),
    );
  }

  @Get('with-links')
  @Header('Link', '</style.css>; rel="preload"')
  withLinks(@Query(PaginationPipe) page: PageRequest) {
    return fetchCities(page);
  }

  @Get('by-hand')
  byHand() {
    const meta = { limit: 2, hasNext: true, hasPrevious: false, next: '2', previous: null };
    return { data: [1, 2], meta: { ...meta, total: 5 } };
  }

  @Get('few')
  few(@Query(PaginationPipe) page: PageRequest) {
    return Page.fetch(page, () => cities.slice(0, 3));
  }

  @Get('similar')
  similar() {
    return { data: [1], meta: { limit: 2, hasNext: true } };
  }

  @Get('without-limit')
  withoutLimit() {
    const { data, meta } = this.byHand();
    return { data, meta: { ...meta, limit: 0 } };
  }

  @Get('list')
  plainList() {
    return [1, 2, 3];
  }

  @Get('nothing')
  nothing() {
    return null;
  }

  @Get('answered')
  async answered(@Query(PaginationPipe) page: PageRequest, @Res() response: Answer) {
    const body = await fetchCities(page);
    await response.status(200).send(body);
    return body;
  }

  @Sse('events')
  events(@Query(PaginationPipe) page: PageRequest) {
    return from(fetchCities(page));
  }

  @Sse('events-at-once')
  eventsAtOnce() {
    return of(this.byHand());
  }
}

interface Answer {
  status(code: number): this;
  send(body: unknown): unknown;
}

describe.each(platforms)('LinkHeaderInterceptor on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    const imports = [PaginationModule.forRoot({ size: 10 })];
    app = await startApplication({ imports, controllers: [CitiesController] }, platform);
  });

  afterAll(() => app.close());

  const get = (url: string) => request(app.getHttpServer()).get(url);
  const second = '<?page=1>; rel="first", <?page=1>; rel="prev", <?page=3>; rel="next"';

  it('links a page to its neighbours', async () => {
    const { headers, body } = await get('/cities?country=FR&limit=999&page=2');
    expect(headers['link']).toBe(
      '<?country=FR&limit=10&page=1>; rel="first", <?country=FR&limit=10&page=1>; rel="prev", <?country=FR&limit=10&page=3>; rel="next"',
    );
    expect(body.data).toHaveLength(10);
  });

  it('leads through all rows by following next', async () => {
    let reference: string | undefined = '?limit=4';
    const seen: number[] = [];
    while (reference !== undefined) {
      const { body, headers } = await get(`/cities${reference}`);
      seen.push(...(body as Page<City>).data.map(({ id }) => id));
      reference = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    }
    expect(seen).toEqual(cities.map(({ id }) => id));
  });

  it('answers HEAD with the same links', async () => {
    const { headers, status } = await request(app.getHttpServer()).head('/cities?page=2');
    expect([status, headers['link']]).toEqual([200, second]);
  });

  it('links a page that a serializer has made plain', async () => {
    const { headers, body } = await get('/serialized?page=2');
    expect(headers['link']).toBe(second);
    expect(body.data[0]).toEqual({ id: 11 });
  });

  it('links a page from an Observable', async () => {
    expect((await get('/observable?page=2')).headers['link']).toBe(second);
  });

  it('links the last page of several, which is the one that is sent', async () => {
    const { headers, body } = await get('/several');
    expect([body.data[0].id, headers['link']]).toEqual([11, second]);
  });

  it('links a page written by hand, with its last page', async () => {
    expect((await get('/by-hand')).headers['link']).toBe(
      '<?page=1>; rel="first", <?page=2>; rel="next", <?page=3>; rel="last"',
    );
  });

  it('keeps the links that are there already', async () => {
    const { headers } = await get('/with-links?page=2');
    expect(headers['link']).toBe(`</style.css>; rel="preload", ${second}`);
  });

  it.each([
    '/similar',
    '/without-limit',
    '/list',
    '/nothing',
    '/cities?limit=abc',
    '/missing',
    '/cities?page=9999',
  ])('adds nothing to the answer of %s', async (url) => {
    expect((await get(url)).headers['link']).toBeUndefined();
  });

  it('adds nothing when a page is the only one', async () => {
    expect((await get('/few')).headers['link']).toBeUndefined();
  });

  it('leaves answers alone that the handler has sent itself', async () => {
    const { status, body, headers } = await get('/answered?limit=10');
    expect([status, body.data.length, headers['link']]).toEqual([200, 10, undefined]);
  });

  it.each(['/events?limit=10', '/events-at-once'])('leaves the events of %s alone', async (url) => {
    const { status, text, headers } = await get(url);
    expect([status, headers['link']]).toEqual([200, undefined]);
    expect(text).toMatch(/^data: /m);
  });

  it('cannot be broken by the bytes of a request', async () => {
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer() as Server;
    const { port } = server.address() as AddressInfo;
    const path = '/cities?limit=10&a=<evil>;"x"&page=2';
    const [response] = (await once(httpGet({ host: '127.0.0.1', port, path }), 'response')) as [
      IncomingMessage,
    ];
    response.resume();
    expect(response.headers['link']).toContain(
      '<?limit=10&a=%3Cevil%3E;%22x%22&page=3>; rel="next"',
    );
  });
});

describe('LinkHeaderInterceptor', () => {
  it('does not fail where the answer is sent already', async () => {
    const failures: unknown[] = [];
    @Catch()
    class RecordingFilter implements ExceptionFilter {
      catch(failure: unknown) {
        failures.push(failure);
      }
    }
    const app = await startApplication({
      imports: [PaginationModule.forRoot({ size: 10 })],
      controllers: [CitiesController],
      providers: [{ provide: APP_FILTER, useClass: RecordingFilter }],
    });
    await request(app.getHttpServer()).get('/answered?limit=10').expect(200);
    await app.close();
    expect(failures).toEqual([]);
  });

  it('links once when two modules have options of their own', async () => {
    const imports = [
      PaginationModule.forRoot({ size: 10, isGlobal: false }),
      PaginationModule.forRoot({ size: 20, isGlobal: false }),
    ];
    const app = await startApplication({ imports, controllers: [CitiesController] });
    const { headers } = await request(app.getHttpServer()).get('/by-hand');
    expect(headers['link']?.match(/rel="first"/g)).toHaveLength(1);
    await app.close();
  });

  it('links under an interceptor that takes the first value and leaves', async () => {
    const app = await startApplication({
      imports: [PaginationModule.forRoot({ size: 10 })],
      controllers: [CitiesController],
      providers: [{ provide: APP_INTERCEPTOR, useClass: ImpatientInterceptor }],
    });
    const { headers } = await request(app.getHttpServer()).get('/cities');
    expect(headers['link']).toContain('rel="next"');
    await app.close();
  });
});
