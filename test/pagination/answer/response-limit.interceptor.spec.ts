import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  type LoggerService,
  Post,
  type Provider,
  Query,
  Res,
  Sse,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import {
  Paginate,
  PaginationModule,
  PaginationPipe,
  type PageRequest,
  ResponseLimitInterceptor,
  ResponseLimitOptions,
  Unpaginated,
} from 'nestjs-production-readiness';
import { from, of } from 'rxjs';
import request from 'supertest';
import { type PlatformName, platforms, startApplication } from '../start-application.js';

const rows = (length: number) => Array.from({ length }, (_, id) => ({ id }));
const meta = { limit: 5, hasNext: true, hasPrevious: false, next: '2', previous: null };

class Cities {
  readonly list = rows(9);
  readonly name = 'all';
  get size() {
    return this.list.length;
  }
}

@Controller()
class CitiesController {
  @Get('array')
  array(@Query('rows') count: string) {
    return rows(Number(count));
  }

  @Get('page')
  page() {
    return Object.freeze({ data: rows(9), meta });
  }

  @Get('nested')
  nested() {
    return { cities: rows(9), deep: { cities: rows(9) }, countries: rows(5) };
  }

  @Get('instance')
  instance() {
    return new Cities();
  }

  @Get('promised')
  async promised() {
    return rows(9);
  }

  @Get('observed')
  observed() {
    return of(rows(9));
  }

  @Post('made')
  made() {
    return rows(9);
  }

  @Get('paginated')
  paginated(@Paginate({ max: 8 }) page: PageRequest, @Query('rows') count: string) {
    return page.limit > 0 ? rows(Number(count)) : [];
  }

  @Get('piped')
  piped(
    @Query(new PaginationPipe({ size: 2, max: 3 })) page: PageRequest,
    @Query('rows') count: string,
  ) {
    return page.limit > 0 ? rows(Number(count)) : [];
  }

  @Get('whole')
  @Unpaginated()
  whole() {
    return rows(9);
  }

  @Get('file')
  file() {
    return new StreamableFile(Buffer.alloc(100));
  }

  @Get('stream')
  stream() {
    return new StreamableFile(Readable.from(['a'.repeat(100)]));
  }

  @Get('bytes')
  bytes() {
    return { bytes: new Uint8Array(9), text: 'a long text' };
  }

  @Get('own')
  async own(@Res() response: { status(code: number): { send(body: unknown): unknown } }) {
    await response.status(200).send(rows(9));
    return rows(9);
  }

  @Sse('events')
  events() {
    return from([{ data: rows(9) }]);
  }
}

@Unpaginated()
@Controller('small')
class SmallController {
  @Get()
  list() {
    return rows(9);
  }
}

const lines: string[] = [];
const recording: LoggerService = {
  log: () => {},
  warn: () => {},
  error: (line: string) => void lines.push(line),
};

function start(platform: PlatformName, options?: ResponseLimitOptions): Promise<INestApplication> {
  const limit: Provider[] = options ? [{ provide: ResponseLimitOptions, useValue: options }] : [];
  return startApplication(
    {
      imports: [PaginationModule.forRoot({ size: 5 })],
      controllers: [CitiesController, SmallController],
      providers: [...limit, { provide: APP_INTERCEPTOR, useClass: ResponseLimitInterceptor }],
    },
    platform,
    (app) => app.useLogger(recording),
  );
}

beforeEach(() => {
  lines.length = 0;
});

describe.each(platforms)('ResponseLimitInterceptor on %s', (platform) => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await start(platform);
  });
  afterAll(() => app.close());
  const get = (url: string) => request(app.getHttpServer()).get(url);

  it('answers 500 to more rows than the application allows, and logs one line that says what to do', async () => {
    await get('/array?rows=5').expect(200);
    const { body } = await get('/array?rows=6').expect(500);
    expect(body).toEqual({ statusCode: 500, message: 'Internal Server Error' });
    expect(lines).toEqual([
      'CitiesController.array returned 6 elements, more than the limit of 5: the answer was 500. ' +
        'Read pages by @Paginate(), or write @Unpaginated() on the handler if the list is meant to be whole.',
    ]);
  });

  it.each(['/page', '/nested', '/instance', '/promised', '/observed'])(
    'finds the long array in the answer of %s',
    async (url) => {
      await get(url).expect(500);
      expect(lines).toHaveLength(1);
    },
  );

  it('names the property that is too long', async () => {
    await get('/nested').expect(500);
    expect(lines[0]).toContain(
      'CitiesController.nested returned 9 elements in "cities", more than',
    );
    await request(app.getHttpServer()).post('/made').expect(500);
  });

  it('goes by the maximum of the route', async () => {
    await get('/paginated?rows=8').expect(200);
    await get('/paginated?rows=9').expect(500);
    await get('/piped?rows=3').expect(200);
    await get('/piped?rows=4').expect(500);
  });

  it.each(['/whole', '/small', '/file', '/stream', '/bytes', '/own', '/events'])(
    'lets the answer of %s through',
    async (url) => {
      await get(url).expect(200);
      expect(lines).toEqual([]);
    },
  );
});

describe.each(platforms)("ResponseLimitInterceptor with onExcess: 'truncate' on %s", (platform) => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await start(platform, { onExcess: 'truncate' });
  });
  afterAll(() => app.close());
  const get = (url: string) => request(app.getHttpServer()).get(url);

  it('cuts the array and tells its length in a header', async () => {
    const { body, headers } = await get('/array?rows=9').expect(200);
    expect([body, headers['response-truncated']]).toEqual([rows(5), '9']);
    expect(lines).toHaveLength(1);
  });

  it('cuts what is frozen, and leaves the rest as it is', async () => {
    const { body } = await get('/page').expect(200);
    expect(body).toEqual({ data: rows(5), meta });
    const nested = await get('/nested').expect(200);
    expect(nested.body).toEqual({
      cities: rows(5),
      deep: { cities: rows(9) },
      countries: rows(5),
    });
    expect((await get('/instance')).body).toEqual({ list: rows(5), name: 'all' });
  });

  it('adds no header where nothing was cut', async () => {
    expect((await get('/array?rows=5')).headers['response-truncated']).toBeUndefined();
  });
});

describe('ResponseLimitInterceptor', () => {
  it('works without a module, with a maximum of its own that goes before that of the route', async () => {
    @Controller()
    @UseInterceptors(new ResponseLimitInterceptor({ max: 2, onExcess: 'truncate' }))
    class OwnController {
      @Get()
      list(@Paginate({ max: 8 }) page: PageRequest) {
        return rows(page.limit);
      }
    }
    const app = await startApplication({ controllers: [OwnController] });
    const { body } = await request(app.getHttpServer()).get('/').expect(200);
    expect(body).toEqual(rows(2));
    await app.close();
  });

  it('refuses options that cannot work, and to be without a maximum', () => {
    const made = (options?: object) => () => new ResponseLimitInterceptor(options);
    for (const options of [undefined, { onExcess: 'truncate' }, { max: 0 }, { max: 1.5 }]) {
      expect(made(options)).toThrow(expect.objectContaining({ code: 'PAGINATION_OPTIONS' }));
    }
    expect(made({ max: 1, onExcess: 'cut' })).toThrow(/onExcess/);
  });
});
