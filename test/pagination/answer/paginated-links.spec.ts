import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  type Provider,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import {
  CacheQuery,
  fetchPage,
  Page,
  type PageMeta,
  Paginate,
  PaginationModule,
  PaginationPipe,
  type PageRequest,
  ProductionReadinessModule,
  SafeCacheInterceptor,
} from 'nestjs-production-readiness';
import request from 'supertest';
import { environment } from '../../support/environment.js';
import { ArraySource, type Row } from '../array-source.js';
import { parsers, type PlatformName, platforms, startApplication } from '../start-application.js';

const cities: Row[] = Array.from({ length: 25 }, (_, index) => ({ id: index + 1 }));
const source = new ArraySource(cities, {
  nulls: 'largest',
  hasRowValues: true,
  isNullable: () => false,
});
let handled = 0;

const brackets = { limit: 'page[size]', page: 'page[number]', cursor: 'page[after]' };

@Controller()
class CitiesController {
  @Get('cities')
  list(@Paginate({ key: 'id', filters: ['country'] }) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('counted')
  counted(@Paginate({ key: 'id', total: 'exact' }) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('at-least')
  async atLeast(@Paginate({ key: 'id', total: 'capped' }) page: PageRequest): Promise<Page<Row>> {
    const { data, meta } = await fetchPage(page, source);
    return { data, meta: { ...meta, total: 15, totalIs: 'atLeast' } };
  }

  @Get('bare')
  bare(@Paginate({ key: 'id', body: 'array' }) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('bracketed')
  bracketed(@Paginate({ key: 'id', names: brackets }) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('cached')
  @UseInterceptors(SafeCacheInterceptor)
  @CacheQuery('limit', 'page', 'cursor')
  cached(@Paginate({ key: 'id' }) page: PageRequest) {
    handled++;
    return fetchPage(page, source);
  }

  @Get('cached-bare')
  @UseInterceptors(SafeCacheInterceptor)
  @CacheQuery('limit', 'page', 'cursor')
  cachedBare(@Paginate({ key: 'id', body: 'array' }) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('numbered')
  numbered(@Query(PaginationPipe) page: PageRequest) {
    return fetchPage(page, source);
  }

  @Get('bare-list')
  bareList(@Paginate({ body: 'array' }) page: PageRequest) {
    return page.limit > 0 ? cities.slice(0, 3) : [];
  }
}

/** Listens, as the host is a part of the key in a cache. */
async function start(
  platform: PlatformName,
  pagination = {},
  providers: Provider[] = [],
): Promise<INestApplication> {
  const env = environment({ PAGE_SIZE: '10', PAGE_OFFSET_MAX: '20' });
  const imports = [ProductionReadinessModule.forRoot({ env, pagination })];
  const app = await startApplication(
    { imports, controllers: [CitiesController], providers },
    platform,
  );
  await app.listen(0, '127.0.0.1');
  return app;
}

/** The relations of an answer, decoded, in their order. */
function relations(headers: Record<string, string>): Record<string, string> {
  const links = [...(headers['link'] ?? '').matchAll(/<([^>]*)>; rel="([a-z]+)"/g)];
  return Object.fromEntries(links.map(([, reference = '', name = '']) => [name, reference]));
}

describe.each(platforms)('the links of a page from a cursor on %s', (platform) => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await start(platform);
  });
  afterAll(() => app.close());
  const get = (url: string) => request(app.getHttpServer()).get(url);

  it('begin at the list itself and go on by cursor', async () => {
    const { headers, body } = await get('/cities?country=FR&limit=99').expect(200);
    const { next } = body.meta as PageMeta;
    expect(relations(headers)).toEqual({
      first: '?country=FR&limit=10',
      next: `?country=FR&limit=10&cursor=${next}`,
    });
  });

  it('lead back by the cursor of the page before', async () => {
    const first = await get('/cities');
    const { headers, body } = await get(`/cities${relations(first.headers)['next']}`);
    const { next, previous } = body.meta as PageMeta;
    expect(relations(headers)).toEqual({
      first: '?',
      prev: `?cursor=${previous}`,
      next: `?cursor=${next}`,
    });
    expect(body.data[0]).toEqual({ id: 11 });
  });

  it.each(['/cities?limit=5', '/bare?limit=5', '/cities?limit=5&page=1', '/bare?limit=5&page=1'])(
    'lead from %s through all rows and back',
    async (url) => {
      const seen: unknown[] = [];
      let reference: string | undefined = url;
      let last = url;
      while (reference !== undefined) {
        const { body, headers } = await get(reference);
        seen.push(...((body.data ?? body) as Row[]));
        last = reference;
        const next: string | undefined = relations(headers)['next'];
        reference = next && url.replace(/\?.*/, next);
      }
      expect(seen).toEqual(cities);
      const { headers } = await get(last);
      const prev = url.replace(/\?.*/, relations(headers)['prev'] ?? '');
      const { body } = await get(prev).expect(200);
      expect((body.data ?? body) as Row[]).toContainEqual({ id: 16 });
    },
  );

  it('stay with numbers where the page was asked for by its number', async () => {
    const { headers } = await get('/cities?p%61ge=2');
    expect(relations(headers)).toEqual({ first: '?page=1', prev: '?page=1', next: '?page=3' });
  });

  it('name the last page by its number, where all are counted and it can be asked for', async () => {
    const last = async (url: string) => relations((await get(url)).headers)['last'];
    expect(await last('/counted')).toBe('?page=3');
    expect(await last('/counted?limit=5&page=2')).toBe('?limit=5&page=5');
    await get(`/counted${await last('/counted?limit=5')}`).expect(200);
    expect(await last('/counted?limit=8')).toBeUndefined();
    expect(await last('/at-least')).toBeUndefined();
    expect(await last('/cities')).toBeUndefined();
  });

  it('are the same for HEAD', async () => {
    const { headers } = await get('/cities?limit=5');
    const head = await request(app.getHttpServer()).head('/cities?limit=5').expect(200);
    expect(head.headers['link']).toBe(headers['link']);
    expect(relations(head.headers)['next']).toMatch(/^\?limit=5&cursor=/);
    const bare = await request(app.getHttpServer()).head('/bare?limit=5').expect(200);
    expect(relations(bare.headers)['next']).toMatch(/^\?limit=5&cursor=/);
  });

  it('are on a page out of a cache too', async () => {
    const before = handled;
    const first = await get('/cached?limit=5');
    const second = await get('/cached?limit=5');
    expect(handled - before).toBe(1);
    expect(second.headers['x-cache']).toBe('HIT');
    expect(relations(second.headers)['next']).toBe(`?limit=5&cursor=${first.body.meta.next}`);
    expect(second.headers['link']).toBe(first.headers['link']);
  });

  it('are on a bare array out of a cache too', async () => {
    const first = await get('/cached-bare?limit=5');
    const second = await get('/cached-bare?limit=5');
    expect(second.headers['x-cache']).toBe('HIT');
    expect(second.body).toEqual(cities.slice(0, 5));
    expect(second.headers['link']).toBe(first.headers['link']);
  });

  it('come with the rows alone where the route says so', async () => {
    const { body, headers } = await get('/bare?limit=5');
    expect(body).toEqual(cities.slice(0, 5));
    expect(Object.keys(relations(headers))).toEqual(['first', 'next']);
  });

  it('leave a body alone that is no page', async () => {
    const { body, headers } = await get('/bare-list');
    expect([body, headers['link']]).toEqual([cities.slice(0, 3), undefined]);
  });
});

describe.each(parsers)('the links of a route with names of its own on %s', (platform) => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await start(platform, { names: { page: 'p', limit: 'per' } });
  });
  afterAll(() => app.close());
  const get = (url: string) => request(app.getHttpServer()).get(url);

  it.each(['page[size]=5', 'page%5Bsize%5D=5'])('follow %s', async (sent) => {
    const first = await get(`/bracketed?a=1&${sent}`).expect(200);
    const { next = '' } = relations(first.headers);
    expect(next).toBe(`?a=1&page%5Bsize%5D=5&page%5Bafter%5D=${first.body.meta.next}`);
    const second = await get(`/bracketed${next}`).expect(200);
    expect(second.body.data[0]).toEqual({ id: 6 });
    expect(relations(second.headers)['first']).toBe('?a=1&page%5Bsize%5D=5');
  });

  it('follow a number', async () => {
    const { headers } = await get('/bracketed?page[number]=2&page[size]=5').expect(200);
    expect(relations(headers)['next']).toBe('?page%5Bsize%5D=5&page%5Bnumber%5D=3');
  });

  it('are the names of the application where the route has none', async () => {
    const { headers } = await get('/numbered?per=5&p=2').expect(200);
    expect(relations(headers)['next']).toBe('?per=5&p=3');
  });
});

describe('the links of a page', () => {
  it('are kept with a bare array by a cache around everything', async () => {
    const around = { provide: APP_INTERCEPTOR, useClass: SafeCacheInterceptor };
    const app = await start('Express', {}, [around]);
    const get = () => request(app.getHttpServer()).get('/bare');
    const [first, second] = [await get(), await get()];
    expect(second.headers['x-cache']).toBe('HIT');
    expect(second.body).toEqual(cities.slice(0, 10));
    expect(second.headers['link']).toBe(first.headers['link']);
    await app.close();
  });

  it('follow the options that the module of its controller sees', async () => {
    class NumberedController {
      @Get('numbered')
      numbered(@Query(PaginationPipe) page: PageRequest) {
        return fetchPage(page, source);
      }
    }
    @Controller('a')
    class A extends NumberedController {}
    @Controller('b')
    class B extends NumberedController {}
    const part = (names: object, controller: typeof A) => {
      class PartModule {}
      return {
        module: PartModule,
        imports: [PaginationModule.forRoot({ size: 5, names, isGlobal: false })],
        controllers: [controller],
      };
    };
    const app = await startApplication({
      imports: [part({ page: 'one' }, A), part({ page: 'two' }, B)],
    });
    const nextOf = async (url: string) =>
      relations((await request(app.getHttpServer()).get(url).expect(200)).headers)['next'];
    expect(await nextOf('/a/numbered')).toBe('?one=2');
    expect(await nextOf('/b/numbered')).toBe('?two=2');
    await app.close();
  });
});
