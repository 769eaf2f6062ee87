import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, type ExecutionContext, Get, type INestApplication } from '@nestjs/common';
import { type CursorPageRequest, Paginate, type PageRequest } from 'nestjs-production-readiness';
import request from 'supertest';
import { OLD_KEY, OLDER_KEY, SECRET_KEY } from '../../support/environment.js';
import { parsers } from '../start-application.js';
import { startPaginated } from '../start-paginated.js';

const tenantOf = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<{ headers: Record<string, string> }>().headers[
    'x-tenant'
  ] as string;

/** The position that was asked for, and a cursor of the list. */
function echo(page: PageRequest) {
  if (page.mode !== 'cursor') throw new Error('not a cursor');
  return { position: page.position?.values, cursor: seal(page) };
}

function seal({ seal, sort }: CursorPageRequest): string {
  return seal({ values: sort.map(() => 7), direction: 'forward', isInclusive: false });
}

class Lists {
  @Get('inherited')
  inherited(@Paginate({ key: 'id' }) page: PageRequest) {
    return echo(page);
  }
}

@Controller('cities')
class CitiesController extends Lists {
  @Get()
  list(
    @Paginate({ key: 'id', sortable: ['name', 'size', 'id'], filters: ['country', 'search'] })
    page: PageRequest,
  ) {
    return echo(page);
  }

  @Get('other')
  other(
    @Paginate({ key: 'id', sortable: ['name', 'size'], filters: ['country', 'search'] })
    page: PageRequest,
  ) {
    return echo(page);
  }

  @Get('of/:country/:region')
  of(@Paginate({ key: 'id' }) page: PageRequest) {
    return echo(page);
  }

  @Get('mine')
  mine(@Paginate({ key: 'id', scope: tenantOf }) page: PageRequest) {
    return echo(page);
  }
}

@Controller('towns')
class TownsController extends Lists {}

const controllers = [CitiesController, TownsController];

describe.each(parsers)('A cursor on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    app = await startPaginated(controllers, platform);
  });

  afterAll(() => app.close());

  const get = (path: string, tenant = 'a') =>
    request(app.getHttpServer()).get(path).set('x-tenant', tenant);

  async function cursorOf(path: string, tenant?: string): Promise<string> {
    const { body } = await get(path, tenant).expect(200);
    return (body as { cursor: string }).cursor;
  }

  async function expectRefused(path: string, cursor: string, tenant?: string) {
    const separator = path.includes('?') ? '&' : '?';
    const { body } = await get(`${path}${separator}cursor=${cursor}`, tenant).expect(400);
    expect(body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      code: 'PAGINATION_CURSOR',
      parameter: 'cursor',
      message: 'cursor is not valid for this list: start again without cursor.',
    });
  }

  it.each([
    ['/cities', '/cities?limit=3&colour=red'],
    ['/cities', '/cities?sort=id'],
    ['/cities?country=FR&search=x', '/cities?search=x&country=FR'],
    ['/cities?country=a%26search%3Db', '/cities?country=a%26search%3Db&limit=9'],
    ['/cities?country[a]=1&country[b]=2', '/cities?country[b]=2&country[a]=1'],
    ['/cities/of/FR/x', '/cities/of/FR/x'],
    ['/cities/mine', '/cities/mine'],
  ])('of %s is good for %s', async (path, same) => {
    const cursor = await cursorOf(path);
    const { body } = await get(`${same}${same.includes('?') ? '&' : '?'}cursor=${cursor}`);
    expect(body.position).toEqual((body.position as number[]).map(() => 7));
    expect(body.cursor).toBe(cursor);
  });

  it.each([
    ['route', '/cities', '/cities/other'],
    ['controller', '/cities/inherited', '/towns/inherited'],
    ['sort', '/cities', '/cities?sort=name'],
    ['direction', '/cities?sort=name', '/cities?sort=-name'],
    ['order of columns', '/cities?sort=name,size', '/cities?sort=size,name'],
    ['filter', '/cities', '/cities?country=FR'],
    ['value of a filter', '/cities?country=FR', '/cities?country=CH'],
    ['absence of a filter', '/cities?country=', '/cities'],
    ['filter of the same value', '/cities?country=x', '/cities?search=x'],
    ['border between filters', '/cities?country=a&search=b', '/cities?country=a%26search%3Db'],
    ['list of values', '/cities?country=a&country=b', '/cities?country=a%2Cb'],
    ['value inside a filter', '/cities?country[gt]=1', '/cities?country[gt]=2'],
    ['name inside a filter', '/cities?country[gt]=1', '/cities?country[lt]=1'],
    ['parameter of the path', '/cities/of/FR/x', '/cities/of/CH/x'],
    ['place of a parameter', '/cities/of/a/b', '/cities/of/b/a'],
  ])('is refused for another %s', async (_, path, other) => {
    await expectRefused(other, await cursorOf(path));
    await expectRefused(path, await cursorOf(other));
  });

  it('is refused for another tenant', async () => {
    await expectRefused('/cities/mine', await cursorOf('/cities/mine', 'a'), 'b');
  });
});

describe('A scope', () => {
  it('that is no text fails the request instead of being one for all', async () => {
    const app = await startPaginated(controllers);
    await request(app.getHttpServer()).get('/cities/mine').expect(500);
    await app.close();
  });
});

describe('A rotation of the secret', () => {
  it('keeps cursors while the earlier secret is a fallback', async () => {
    const cursorWith = async (current: string, fallbacks: string[], cursor?: string) => {
      const app = await startPaginated(controllers, 'Fastify', { current, fallbacks });
      const { status, body } = await request(app.getHttpServer())
        .get('/cities')
        .query(cursor === undefined ? {} : { cursor });
      await app.close();
      return { status, cursor: (body as { cursor: string }).cursor };
    };
    const { cursor } = await cursorWith(OLDER_KEY, []);
    const rotated = await cursorWith(OLD_KEY, [OLDER_KEY], cursor);
    expect(rotated.status).toBe(200);
    expect(rotated.cursor).not.toBe(cursor);
    expect(await cursorWith(SECRET_KEY, [OLD_KEY], cursor)).toMatchObject({ status: 400 });
    expect(await cursorWith(SECRET_KEY, [OLD_KEY], rotated.cursor)).toMatchObject({ status: 200 });
  });
});
