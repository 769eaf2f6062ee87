import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  type Type,
  VERSION_NEUTRAL,
  VersioningType,
} from '@nestjs/common';
import { Paginate, type PageRequest } from 'nestjs-production-readiness';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { platforms } from '../start-application.js';
import { startPaginated } from '../start-paginated.js';

function cursorOf(page: PageRequest): string {
  if (page.mode !== 'cursor') throw new Error('not a cursor');
  return page.seal({
    values: page.sort.map(() => 7),
    direction: 'forward',
    isInclusive: false,
  });
}

/** As decorators for tracing and the like do: the method has no name any more. */
function Wrapped(): MethodDecorator {
  return (_, __, descriptor) => {
    const method = descriptor.value as unknown as (...args: unknown[]) => unknown;
    const wrapped = [
      function (this: unknown, ...args: unknown[]) {
        return method.apply(this, args);
      },
    ][0];
    for (const key of Reflect.getMetadataKeys(method) as unknown[])
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), wrapped as object);
    descriptor.value = wrapped as never;
  };
}

@Controller('wrapped')
class WrappedController {
  @Wrapped()
  @Get('one')
  one(@Paginate({ key: 'id' }) page: PageRequest) {
    return { cursor: cursorOf(page) };
  }

  @Wrapped()
  @Get('two')
  two(@Paginate({ key: 'id' }) page: PageRequest) {
    return { cursor: cursorOf(page) };
  }

  @Wrapped()
  @Get('bare')
  bare(@Paginate({ key: 'id', body: 'array', names: { cursor: 'after' } }) page: PageRequest) {
    const meta = { limit: page.limit, hasNext: true, hasPrevious: false, previous: null };
    return { data: [1], meta: { ...meta, next: cursorOf(page) } };
  }
}

/** Classes of one name and methods of one name, as a factory of controllers makes them. */
function listAt(path: string, options: object = {}): Type {
  @Controller({ path, ...options })
  class ListController {
    @Get()
    list(@Paginate({ key: 'id' }) page: PageRequest) {
      return { cursor: cursorOf(page) };
    }
  }
  return ListController;
}

describe.each(platforms)('A cursor on %s', (platform) => {
  let app: INestApplication;

  afterEach(() => app.close());

  async function start(...controllers: Type[]): Promise<void> {
    app = await startPaginated(controllers, platform, {}, (configured) =>
      configured.enableVersioning({
        type: VersioningType.HEADER,
        header: 'x-version',
        defaultVersion: VERSION_NEUTRAL,
      }),
    );
  }

  const get = (path: string, headers: Record<string, string> = {}) =>
    request(app.getHttpServer() as App)
      .get(path)
      .set(headers);

  async function statusWith(
    from: string,
    to: string,
    headersFrom: Record<string, string> = {},
    headersTo: Record<string, string> = {},
  ): Promise<number> {
    const { body } = await get(from, headersFrom);
    const { cursor } = body as { cursor: string };
    expect((await get(`${from}?cursor=${cursor}`, headersFrom)).status).toBe(200);
    return (await get(`${to}?cursor=${cursor}`, headersTo)).status;
  }

  it('is of one method, also where a decorator has put a nameless function around it', async () => {
    await start(WrappedController);
    expect(await statusWith('/wrapped/one', '/wrapped/two')).toBe(400);
  });

  it('is linked by the names of such a method, whose body may be bare', async () => {
    await start(WrappedController);
    const { body, headers } = await get('/wrapped/bare');
    expect(body).toEqual([1]);
    expect(headers['link']).toMatch(/<\?after=1[\w-]+>; rel="next"/);
  });

  it('is of one route, also where two classes have one name', async () => {
    await start(listAt('users'), listAt('orders'));
    expect(await statusWith('/users', '/orders')).toBe(400);
  });

  it('is of one host, where a controller takes a parameter from it', async () => {
    await start(listAt('cities', { host: ':tenant.example.test' }));
    const of = (tenant: string) => ({ Host: `${tenant}.example.test` });
    expect(await statusWith('/cities', '/cities', of('one'), of('two'))).toBe(400);
  });

  it('is of one version, also where that does not stand in the path', async () => {
    await start(listAt('cities', { version: '1' }), listAt('cities', { version: '2' }));
    const of = (version: string) => ({ 'x-version': version });
    expect(await statusWith('/cities', '/cities', of('1'), of('2'))).toBe(400);
  });
});
