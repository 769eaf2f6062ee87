import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication, Query } from '@nestjs/common';
import fc from 'fast-check';
import request from 'supertest';
import type { PageRequest } from '../../lib/pagination/page-request.js';
import { PaginationModule } from '../../lib/pagination/pagination.module.js';
import { PaginationPipe } from '../../lib/pagination/pagination.pipe.js';
import { parsers, startApplication } from './start-application.js';

@Controller()
class EchoController {
  @Get()
  read(@Query(PaginationPipe) page: PageRequest) {
    return page;
  }
}

const refusedValues = [
  '0',
  '00',
  '-1',
  '-5',
  'abc',
  'NaN',
  'null',
  'true',
  'all',
  '',
  '1.5',
  '1e3',
  '1e21',
  '0x10',
  '%205',
  '5%20',
  '%2B5',
  '+5',
  '5abc',
  '5%00',
  '%005',
  '1_0',
  '5,6',
  '%D9%A5%D9%A5',
  '%EF%BC%95',
  '%E0%A4%A',
  '9007199254740991',
  '99999999999999999999',
];

const otherSpellings = [
  ['limit[]=7', 'PAGINATION_LIMIT'],
  ['limit%5B%5D=7', 'PAGINATION_LIMIT'],
  ['limit[0]=7', 'PAGINATION_LIMIT'],
  ['limit[gt]=7', 'PAGINATION_LIMIT'],
  ['limit[=7', 'PAGINATION_LIMIT'],
  ['limit=7&limit[]=8', 'PAGINATION_LIMIT'],
  ['limit=7&page=1&limit[]=8', 'PAGINATION_LIMIT'],
  ['page[]=7', 'PAGINATION_PAGE'],
  ['page[size]=7', 'PAGINATION_PAGE'],
  ['page[number]=7', 'PAGINATION_PAGE'],
  ['cursor[]=7', 'PAGINATION_CURSOR'],
  ['cursor', 'PAGINATION_CURSOR'],
  ['cursor=', 'PAGINATION_CURSOR'],
  ['cursor=eyJpZCI6MX0', 'PAGINATION_CURSOR'],
  ['cursor=a&cursor=b', 'PAGINATION_CURSOR'],
  ['per_page=7', 'PAGINATION_LIMIT'],
  ['per_page[]=7', 'PAGINATION_LIMIT'],
  ['perPage=7', 'PAGINATION_LIMIT'],
  ['page_size=7', 'PAGINATION_LIMIT'],
  ['pageSize=7', 'PAGINATION_LIMIT'],
  ['limit=7&limit=8', 'PAGINATION_LIMIT'],
  ['page=7&page=8', 'PAGINATION_PAGE'],
  ['page=999999999', 'PAGINATION_OFFSET'],
  ['limit=1&page=10002', 'PAGINATION_OFFSET'],
] as const;

describe.each(parsers)('PaginationPipe on %s', (platform) => {
  let app: INestApplication;

  beforeAll(async () => {
    const imports = [PaginationModule.forRoot({ size: 20, max: 50 })];
    app = await startApplication({ imports, controllers: [EchoController] }, platform);
  });

  afterAll(() => app.close());

  const get = (query: string) => request(app.getHttpServer()).get(`/?${query}`);

  it.each([
    ['', { limit: 20, page: 1, offset: 0 }],
    ['limit=7', { limit: 7, page: 1, offset: 0 }],
    ['limit=7&page=3', { limit: 7, page: 3, offset: 14 }],
    ['limit=007', { limit: 7 }],
    ['limit=50', { limit: 50 }],
    ['limit=51', { limit: 50 }],
    ['limit=101', { limit: 50 }],
    ['limit=1000000', { limit: 50 }],
    ['limit=999999999', { limit: 50 }],
    ['limit=1000000&page=2', { limit: 50, offset: 50 }],
    ['l%69mit=7', { limit: 7 }],
    ['country=FR&offset=5&skip=7', { limit: 20, page: 1 }],
    ['__proto__[limit]=9999', { limit: 20 }],
    ['__proto__=7&constructor=7', { limit: 20 }],
    ['constructor[prototype][limit]=9999', { limit: 20 }],
  ])('takes ?%s', async (query, expected) => {
    const { status, body } = await get(query);
    expect(status).toBe(200);
    expect(body).toMatchObject({ mode: 'page', sort: [], ...expected });
  });

  it.each(refusedValues)('refuses limit=%s', async (value) => {
    const { status, body } = await get(`limit=${value}`);
    expect(status).toBe(400);
    expect(body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      code: 'PAGINATION_LIMIT',
      parameter: 'limit',
      message: 'limit must be a whole number from 1 to 50, in digits, given once.',
    });
  });

  it.each(refusedValues)('refuses page=%s', async (value) => {
    const { status, body } = await get(`page=${value}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'PAGINATION_PAGE',
      parameter: 'page',
      message: 'page must be a whole number from 1 up, in digits, given once.',
    });
  });

  it.each(otherSpellings)('refuses ?%s with %s', async (query, code) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ statusCode: 400, error: 'Bad Request', code });
  });

  it('tells a client that goes too deep how deep it may go, and to narrow the filter', async () => {
    const { body } = await get('limit=50&page=123456');
    expect(body).toMatchObject({ code: 'PAGINATION_OFFSET', parameter: 'page' });
    expect(body.message).toMatch(/10000 rows.*page 201.*Narrow the filter/);
  });

  it.each(['limit', 'page', 'cursor', 'limit[zyxw]', 'zyxw&page'])(
    'never repeats what was sent as %s',
    async (name) => {
      const { status, text } = await get(`${name}=%3Cscript%3Ezyxw987654321`);
      expect(status).toBe(400);
      expect(text).not.toMatch(/script|zyxw|987654321/);
    },
  );

  it('answers 200 within the limits or 400 with a code to any query', async () => {
    const name = fc.oneof(fc.constantFrom('limit', 'page', 'cursor', 'limit[]', 'a'), fc.string());
    const value = fc.oneof(fc.nat().map(String), fc.string({ unit: 'binary' }));
    const query = fc
      .array(fc.tuple(name, value), { maxLength: 4 })
      .map((pairs) => pairs.map((pair) => pair.map(encode).join('=')).join('&'));
    await fc.assert(
      fc.asyncProperty(query, async (sent) => {
        const { status, body } = await get(sent);
        if (status === 200) expect(body.limit <= 50 && body.offset <= 10_000).toBe(true);
        else expect([status, body.code]).toEqual([400, expect.stringMatching(/^PAGINATION_/)]);
      }),
      { numRuns: 100 },
    );
  });
});

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex').replace(/../g, '%$&');
}
