import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  Param,
  Query,
  ValidationPipe,
} from '@nestjs/common';
import {
  fetchPage,
  type KeysetRules,
  Paginate,
  type PageRequest,
} from 'nestjs-production-readiness';
import request from 'supertest';
import { ArraySource, type Row } from './array-source.js';
import { parsers, type PlatformName, startApplication } from './start-application.js';
import { startPaginated } from './start-paginated.js';

const rules: KeysetRules = {
  nulls: 'largest',
  hasRowValues: true,
  isNullable: (field) => field === 'population',
};

const countries = ['FR', 'CH', 'DE'];

const cities: Row[] = Array.from({ length: 40 }, (_, id) => ({
  id,
  name: `city ${(id * 7) % 40}`,
  country: countries[id % 3] ?? '',
  population: id % 5 === 0 ? null : (id * 13) % 6,
}));

@Controller()
class CitiesController {
  @Get('bare')
  bare(@Paginate() page: PageRequest) {
    return page;
  }

  @Get('cities')
  list(
    @Paginate({
      key: 'id',
      sort: { population: 'desc' },
      sortable: ['name', 'population', 'id'],
      filters: ['country'],
      total: 'exact',
    })
    page: PageRequest,
    @Query('country') country?: string,
  ) {
    const rows = cities.filter((city) => country === undefined || city['country'] === country);
    return fetchPage(page, new ArraySource(rows, rules));
  }

  @Get('unsorted')
  unsorted(@Paginate({ key: 'id' }) page: PageRequest) {
    return page;
  }

  @Get('long')
  long(
    @Paginate({
      key: 'id',
      sort: { first: 'asc', second: 'asc', third: 'asc' },
      sortable: ['first', 'second', 'third'],
    })
    page: PageRequest,
  ) {
    const text = 'x'.repeat(300);
    const rows = [1, 2, 3].map((id) => ({ id, first: text, second: text, third: text }));
    return fetchPage({ ...page, limit: 2 }, new ArraySource(rows, rules));
  }

  @Get('countries/:country/cities')
  ofCountry(
    @Paginate({ key: ['country', 'id'] }) page: PageRequest,
    @Param('country') country: string,
  ) {
    return { page, country };
  }
}

describe.each(parsers)('@Paginate() on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    app = await startPaginated([CitiesController], platform, { size: 7, max: 50 });
  });

  afterAll(() => app.close());

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it('without options reads pages by number and leaves sort to the application', async () => {
    const { body } = await get('/bare?limit=5&page=3&sort=name&sort[]=x').expect(200);
    expect(body).toEqual({ mode: 'page', limit: 5, page: 3, offset: 10, sort: [], total: 'none' });
    const { body: refused } = await get('/bare?cursor=abc').expect(400);
    expect(refused).toMatchObject({ code: 'PAGINATION_CURSOR', parameter: 'cursor' });
    expect(refused.message).toBe('cursor is not accepted here: use page.');
  });

  it('starts at the start of the list, in the order of the route, which the key completes', async () => {
    const { body } = await get('/unsorted').expect(200);
    expect(body).toEqual({
      mode: 'cursor',
      limit: 7,
      sort: [{ field: 'id', direction: 'asc' }],
      total: 'none',
    });
    const { body: nested } = await get('/countries/FR/cities').expect(200);
    expect(nested.page.sort).toMatchObject([{ field: 'country' }, { field: 'id' }]);
  });

  it.each(['', '?sort=name', '?sort=-name', '?sort=population,-name', '?country=FR&sort=-id'])(
    'walks /cities%s to the end and back, losing and repeating nothing',
    async (query) => {
      const { body: whole } = await get(`/cities${query}${query ? '&' : '?'}limit=50`).expect(200);
      expect(whole.meta).toMatchObject({ hasNext: false, hasPrevious: false });
      expect(whole.meta.total).toBe(whole.data.length);

      const pages = await walk(query, 'next');
      expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
      const back = await walk(query, 'previous', pages.at(-1)?.meta.previous ?? null);
      expect([
        ...back.reverse().flatMap(({ data }) => data),
        ...(pages.at(-1)?.data ?? []),
      ]).toEqual(whole.data);
    },
  );

  async function walk(query: string, way: 'next' | 'previous', from: string | null = null) {
    const pages: { data: Row[]; meta: { next: string | null; previous: string | null } }[] = [];
    for (let cursor = from; cursor !== null || pages.length === 0;) {
      const sent = cursor === null ? '' : `${query ? '&' : '?'}cursor=${cursor}`;
      const { body } = await get(`/cities${query}${sent}`).expect(200);
      pages.push(body);
      cursor = body.meta[way];
    }
    return pages;
  }

  it('gives pages by number in the same order', async () => {
    const { body: byCursor } = await get('/cities?sort=-population').expect(200);
    const { body: byNumber } = await get('/cities?sort=-population&page=1').expect(200);
    expect(byNumber.data).toEqual(byCursor.data);
    expect(byNumber.meta).toMatchObject({ next: '2', previous: null, total: 40 });
  });

  it('keeps a cursor when the limit changes', async () => {
    const { body } = await get('/cities?limit=3').expect(200);
    const { body: next } = await get(`/cities?limit=5&cursor=${body.meta.next}`).expect(200);
    const { body: first } = await get('/cities?limit=8').expect(200);
    expect([...body.data, ...next.data]).toEqual(first.data);
  });

  it.each([
    ['sort=', 'PAGINATION_SORT'],
    ['sort=country', 'PAGINATION_SORT'],
    ['sort=name,name', 'PAGINATION_SORT'],
    ['sort=name,-name', 'PAGINATION_SORT'],
    ['sort=name,', 'PAGINATION_SORT'],
    ['sort=,', 'PAGINATION_SORT'],
    ['sort=--name', 'PAGINATION_SORT'],
    ['sort=-', 'PAGINATION_SORT'],
    ['sort=%2Bname', 'PAGINATION_SORT'],
    ['sort=name%20', 'PAGINATION_SORT'],
    ['sort=NAME', 'PAGINATION_SORT'],
    ['sort=constructor', 'PAGINATION_SORT'],
    ['sort=name&sort=id', 'PAGINATION_SORT'],
    ['sort[]=name', 'PAGINATION_SORT'],
    ['sort[name]=desc', 'PAGINATION_SORT'],
    ['page=1&cursor=abc', 'PAGINATION_CURSOR'],
    ['cursor=', 'PAGINATION_CURSOR'],
    ['cursor=abc', 'PAGINATION_CURSOR'],
    ['cursor=a&cursor=b', 'PAGINATION_CURSOR'],
    ['cursor[]=a', 'PAGINATION_CURSOR'],
    ['limit[]=7', 'PAGINATION_LIMIT'],
    ['per_page=7', 'PAGINATION_LIMIT'],
    ['limit=0&sort=name', 'PAGINATION_LIMIT'],
    ['page=0&sort=name', 'PAGINATION_PAGE'],
    ['page=99999', 'PAGINATION_OFFSET'],
  ])('refuses ?%s with %s', async (query, code) => {
    const { body } = await get(`/cities?${query}`).expect(400);
    expect(body).toMatchObject({ statusCode: 400, error: 'Bad Request', code });
  });

  it('names what can be sorted by, and refuses any sort where nothing can', async () => {
    const { body } = await get('/cities?sort=zyxw').expect(400);
    expect(body).toMatchObject({ code: 'PAGINATION_SORT', parameter: 'sort' });
    expect(body.message).toMatch(/^sort must be one or more of name, population, id,/);
    const { body: none } = await get('/unsorted?sort=id').expect(400);
    expect(none.message).toBe('sort is not accepted here.');
  });

  it('refuses an order whose values no cursor can carry, and says that of the order of a route to its developers', async () => {
    const { body } = await get('/long?sort=first,second,third').expect(400);
    expect(body).toMatchObject({ code: 'PAGINATION_SORT', parameter: 'sort' });
    expect(body.message).toMatch(/name fewer fields, or use page\.$/);
    await get('/long?sort=first,second').expect(200);
    await get('/long').expect(500);
  });

  it('points to the cursor when a page goes too deep', async () => {
    const { body } = await get('/cities?page=99999').expect(400);
    expect(body.message).toMatch(/Leave page out and follow cursor instead/);
  });
});

const jsonApi = {
  limit: 'page[size]',
  page: 'page[number]',
  cursor: 'page[after]',
  sort: 'order',
};

describe.each(parsers)('Names of parameters on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    app = await startPaginated([CitiesController], platform, { size: 7, max: 50, names: jsonApi });
  });

  afterAll(() => app.close());

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it('are read in every form that a query has them', async () => {
    const { body } = await get('/bare?page[size]=5&page%5Bnumber%5D=2').expect(200);
    expect(body).toMatchObject({ limit: 5, page: 2, offset: 5 });
    const { body: first } = await get('/cities?page[size]=5&order=-id').expect(200);
    const next = `/cities?page[size]=5&order=-id&page[after]=${first.meta.next}`;
    const { body: second } = await get(next).expect(200);
    expect(second.data[0].id).toBe(34);
  });

  it.each([
    ['limit=5', 'PAGINATION_LIMIT', 'page[size]'],
    ['limit[]=5', 'PAGINATION_LIMIT', 'page[size]'],
    ['per_page=5', 'PAGINATION_LIMIT', 'page[size]'],
    ['page[size][]=5', 'PAGINATION_LIMIT', 'page[size]'],
    ['page[size]=0', 'PAGINATION_LIMIT', 'page[size]'],
    ['page[size]=1&page[size]=2', 'PAGINATION_LIMIT', 'page[size]'],
    ['page=5', 'PAGINATION_PAGE', 'page[number]'],
    ['page[]=5', 'PAGINATION_PAGE', 'page[number]'],
    ['page[offset]=5', 'PAGINATION_PAGE', 'page[number]'],
    ['page[number]=0', 'PAGINATION_PAGE', 'page[number]'],
    ['cursor=5', 'PAGINATION_CURSOR', 'page[after]'],
    ['page[after]=5', 'PAGINATION_CURSOR', 'page[after]'],
    ['sort=id', 'PAGINATION_SORT', 'order'],
    ['order=country', 'PAGINATION_SORT', 'order'],
  ])('make ?%s a %s of %s', async (query, code, parameter) => {
    const { body } = await get(`/cities?${query}`).expect(400);
    expect(body).toMatchObject({ code, parameter });
    expect(body.message).toContain(`${parameter} `);
  });

  it('tell a client the name that takes the place of the usual one', async () => {
    const { body } = await get('/cities?limit=5').expect(400);
    expect(body.message).toMatch(/^Use page\[size\] instead of limit: /);
  });
});

describe.each(parsers)('A name that is the beginning of another on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    const names = { limit: 'page[size]' };
    app = await startPaginated([CitiesController], platform, { size: 7, max: 50, names });
  });

  afterAll(() => app.close());

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it('is read beside it', async () => {
    const { body } = await get('/bare?page[size]=5').expect(200);
    expect(body).toMatchObject({ limit: 5, page: 1 });
    const { body: third } = await get('/bare?page=3').expect(200);
    expect(third).toMatchObject({ limit: 7, page: 3 });
  });
});

describe('@Paginate() with a key in an application without pagination', () => {
  it('fails at the first request, whatever page is asked for', async () => {
    const app = await startApplication({ controllers: [CitiesController] });
    await request(app.getHttpServer()).get('/unsorted').expect(500);
    await request(app.getHttpServer()).get('/bare').expect(200);
    await app.close();
  });
});

describe.each<PlatformName>(['Express', 'Fastify'])('@Paginate() on %s', (platform) => {
  it('survives ValidationPipes that drop or forbid what has no rules', async () => {
    for (const more of [{}, { forbidNonWhitelisted: true, validateCustomDecorators: true }]) {
      const pipe = new ValidationPipe({ whitelist: true, transform: true, ...more });
      const app = await startPaginated([CitiesController], platform, { size: 7 }, (started) =>
        started.useGlobalPipes(pipe),
      );
      const { body } = await request(app.getHttpServer()).get('/unsorted?limit=3').expect(200);
      expect(body).toMatchObject({ mode: 'cursor', limit: 3 });
      await app.close();
    }
  });
});
