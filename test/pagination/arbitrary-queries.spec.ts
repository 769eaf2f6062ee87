import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication } from '@nestjs/common';
import fc from 'fast-check';
import { Paginate, type PageRequest } from 'nestjs-production-readiness';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parsers } from './start-application.js';
import { startPaginated } from './start-paginated.js';

/** In no message of ours, so that an echo is seen. */
const MARK = 'zyxw';
const RUNS = 10_000;
const PATIENCE = 180_000;

@Controller()
class ListController {
  @Get('list')
  list(
    @Paginate({ key: 'id', sortable: ['name', 'size'], filters: ['country'] }) page: PageRequest,
  ) {
    const cursor =
      page.mode === 'cursor'
        ? page.seal({ values: page.sort.map(() => 1), direction: 'backward', isInclusive: true })
        : undefined;
    return { ...page, cursor };
  }
}

const names = fc.oneof(
  fc.constantFrom('limit', 'page', 'cursor', 'sort', 'limit[]', 'page[size]', 'sort[', 'country'),
  fc.constantFrom(
    'per_page',
    'pageSize',
    '__proto__',
    'constructor',
    'cursor[x]',
    'limit[constructor]',
  ),
  fc.string({ unit: 'binary' }).map((text) => MARK + text),
);

const values = fc.oneof(
  fc.nat().map(String),
  fc.constantFrom('1', '2', '20', 'name', '-name,size', '', '-', ',', '1e3', '0x10', '+5', '-1'),
  fc.string({ unit: 'binary' }).map((text) => MARK + text),
  fc.base64String({ maxLength: 100 }).map((text) => `1${MARK}${text}`),
);

describe.each(parsers)('Any query on %s', (platform) => {
  let app: INestApplication;
  let port: number;
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    app = await startPaginated([ListController], platform, { size: 20, max: 50 });
    await app.listen(0, '127.0.0.1');
    ({ port } = (app.getHttpServer() as Server).address() as AddressInfo);
  });

  afterAll(async () => {
    agent.destroy();
    await app.close();
  });

  async function get(query: string) {
    const sent = request({ port, host: '127.0.0.1', path: `/list?${query}`, agent }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, body: await text(answer) };
  }

  const pairs = fc
    .array(fc.tuple(names, values), { maxLength: 5 })
    .map((each) => each.map((pair) => pair.map(encoded).join('=')).join('&'));

  const texts = fc.string({ unit: 'grapheme-ascii' }).map((text) => encodeURI(text + MARK));

  it(
    'is answered within the limits, or refused with a code and without a word of it',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: pairs }, texts), async (query) => {
          const { status, body } = await get(query);
          const answer = JSON.parse(body) as Record<string, unknown>;
          if (status === 200) {
            const { limit, offset = 0 } = answer as { limit: number; offset?: number };
            expect(limit >= 1 && limit <= 50 && offset <= 10_000).toBe(true);
            return;
          }
          expect(status).toBe(400);
          expect(answer['code']).toMatch(/^PAGINATION_(LIMIT|PAGE|CURSOR|OFFSET|SORT)$/);
          expect(body).not.toContain(MARK);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it('with one changed character in its cursor is refused', async () => {
    const { cursor } = JSON.parse((await get('')).body) as { cursor: string };
    expect(await get(`cursor=${cursor}`)).toMatchObject({ status: 200 });
    const statuses = new Set<number>();
    for (let i = 0; i < cursor.length; i++) {
      for (const character of [...'AQgw9-_', '=', '%2B', '%2F', '%00', '%20']) {
        if (character === cursor[i]) continue;
        const changed = cursor.slice(0, i) + character + cursor.slice(i + 1);
        statuses.add((await get(`cursor=${changed}`)).status);
      }
    }
    expect([...statuses]).toEqual([400]);
  });
});

function encoded(text: string): string {
  return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}
