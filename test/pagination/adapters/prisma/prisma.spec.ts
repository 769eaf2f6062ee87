import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Page, PageFetchError, type PageSort } from 'nestjs-production-readiness';
import {
  iterate,
  paginate,
  type PrismaModel,
  type PrismaPageOptions,
} from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { requestOf } from '../walk-pages.js';
import { generatedClient, type Client } from './generated-client.js';

const SCHEMA = 'adapter_prisma_pages';
const TABLES = `
  CREATE TYPE "${SCHEMA}"."Kind" AS ENUM ('first', 'second');
  CREATE TABLE ${SCHEMA}.place (id integer PRIMARY KEY, name text);
  CREATE TABLE ${SCHEMA}.visit (
    id integer PRIMARY KEY,
    seen_at timestamp(6) NOT NULL,
    checked_at timestamptz NOT NULL,
    known boolean NOT NULL,
    ratio double precision NOT NULL,
    kind "${SCHEMA}"."Kind" NOT NULL DEFAULT 'first',
    tags text[] NOT NULL DEFAULT '{}',
    place_id integer NOT NULL REFERENCES ${SCHEMA}.place
  )`;
/** 20 visits, one a millisecond, in two places. */
const ROWS = `
  INSERT INTO ${SCHEMA}.place VALUES (1, 'Here'), (2, NULL);
  INSERT INTO ${SCHEMA}.visit (id, seen_at, checked_at, known, ratio, place_id)
  SELECT i, t, t, i % 3 = 0, 1 / i::float8, 1 + i % 2
  FROM (SELECT i, timestamp '2024-02-29 12:00:00' + i * interval '1 millisecond' AS t
        FROM generate_series(1, 20) AS i) AS visits`;

interface Visit {
  readonly id: number;
}

describeWithServer('postgres', 'paginate of Prisma', (url) => {
  const adapter = new PrismaPg({ connectionString: url, max: 2 }, { schema: SCHEMA });
  let prisma: Client;
  let queries: string[];

  const run = async (statements: string) => {
    for (const statement of statements.split(';')) await prisma.$executeRawUnsafe(statement);
  };

  beforeAll(async () => {
    const PrismaClient = await generatedClient('postgresql');
    prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
    prisma.$on('query', ({ query }) => queries.push(query));
    queries = [];
    await run(`CREATE SCHEMA ${SCHEMA};${TABLES}`);
  });
  beforeEach(async () => {
    await run(`TRUNCATE ${SCHEMA}.place CASCADE;${ROWS}`);
    queries = [];
  });
  afterAll(async () => {
    await run(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await prisma.$disconnect();
  });

  describe('rows', () => {
    it('have what the select asks for, and no sort column beside it', async () => {
      const query = { where: { known: true }, select: { ratio: true } };
      const page = await paginate(requestOf(by('id asc'), undefined), prisma.visit, query);
      expect(page.data).toEqual([3, 6, 9, 12, 15, 18].map((id) => ({ ratio: 1 / id })));
    });

    it('have what is included, and lack what is omitted, be it a sort column', async () => {
      const query = { include: { place: true }, omit: { id: true, tags: true } };
      const request = requestOf(by('id desc'), undefined, { limit: 1 });
      const first = await paginate(request, prisma.visit, query);
      expect(first.data).toMatchObject([{ placeId: 1, place: { id: 1, name: 'Here' } }]);
      const rows = first.data as object[];
      expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(['id']));
    });

    it('are all there for an export', async () => {
      const ids: number[] = [];
      const rows = iterate(prisma.visit, {}, { key: 'id', sort: { known: 'desc' }, size: 7 });
      for await (const part of rows as AsyncIterable<Visit[]>)
        ids.push(...part.map(({ id }) => id));
      expect(ids.slice(0, 7)).toEqual([18, 15, 12, 9, 6, 3, 20]);
      expect(ids).toHaveLength(20);
    });
  });

  it.each(['known asc', 'known desc, id asc', 'ratio desc', 'ratio asc, id desc'])(
    'walks booleans and floats there and back: %s',
    async (sort) => {
      const there = await walk(prisma.visit, by(sort), 'next');
      const back = await walk(prisma.visit, by(sort), 'previous', there.last);
      expect(new Set(there.ids).size).toBe(20);
      expect(back.ids).toEqual(there.ids.slice(0, -there.last.data.length));
    },
  );

  it('asks for the next range only where the page is not full', async () => {
    const sort = by('known asc, id asc');
    const first = await paginate(requestOf(sort, undefined), prisma.visit);
    queries = [];
    await paginate(requestOf(sort, first.meta.next ?? ''), prisma.visit);
    expect(queries).toHaveLength(1);
    await paginate(requestOf(sort, first.meta.next ?? '', { limit: 10 }), prisma.visit);
    expect(queries).toHaveLength(3);
  });

  describe('a client', () => {
    const ids = (model: PrismaModel) =>
      walk(model, by('known desc'), 'next').then(({ ids }) => ids);

    it('may be extended', async () => {
      const extended = prisma.$extends({ model: { visit: { hello: () => 'hello' } } });
      expect(await ids(extended.visit)).toHaveLength(20);
    });

    it('may have every query extended', async () => {
      const odd = ({ args, query }: { args: object; query: (args: object) => unknown }) =>
        query(args);
      const extended = prisma.$extends({ query: { visit: { $allOperations: odd } } });
      expect(await ids(extended.visit)).toHaveLength(20);
    });

    it('may be in a transaction', async () => {
      const total = { total: 'exact' } as const;
      const page = await prisma.$transaction((tx) =>
        paginate(requestOf(by('known desc'), undefined, total), tx.visit),
      );
      expect(page.meta.total).toBe(20);
    });

    it('may be of the generator prisma-client-js', async () => {
      const PrismaClient = await generatedClient('postgresql', 'earlier');
      const earlier = new PrismaClient({ adapter });
      expect(await ids(earlier.visit)).toHaveLength(20);
      const finer = paginate(requestOf(by('checked desc'), undefined), earlier.visit);
      await expect(finer).rejects.toMatchObject({ code: 'PAGE_PRECISION' });
      await earlier.$disconnect();
    });

    it('that omits a sort column in all queries is told how to read it in this one', async () => {
      const PrismaClient = await generatedClient('postgresql');
      const omitting = new PrismaClient({ adapter, omit: { visit: { ratio: true } } });
      const request = requestOf(by('ratio asc'), undefined);
      const refused = paginate(request, omitting.visit);
      await expect(refused).rejects.toThrow(/omit: \{ ratio: false \}/);
      const page = await paginate(request, omitting.visit, { omit: { ratio: false } });
      expect(page.data).toHaveLength(6);
      await omitting.$disconnect();
    });

    it('is needed: a wrapper around a model is refused', () => {
      const wrapper = { findMany: async () => [], count: async () => 0 };
      expect(() => paginate(requestOf(by('id asc'), undefined), wrapper)).toThrow(PageFetchError);
    });
  });

  describe('a sort that Prisma cannot read exactly', () => {
    const first = (sort: string, options?: PrismaPageOptions) =>
      paginate(requestOf(by(sort), undefined), prisma.visit, {}, options);

    it.each([
      ['kind asc', 'of the type Kind'],
      ['tags asc', 'a list'],
      ['place asc', 'no field with a value'],
      ['nothing asc', 'no field with a value'],
    ])('is refused: %s is %s', async (sort, found) => {
      await expect(first(sort)).rejects.toThrow(found);
      expect(queries).toEqual([]);
    });

    it('is refused when the schema tells so, without a precision too', async () => {
      await expect(first('checked asc')).rejects.toThrow(/finer than milliseconds/);
      expect(queries).toEqual([]);
    });

    it('is read when its values are said to be milliseconds, and are', async () => {
      const milliseconds = { milliseconds: ['checked'] };
      const there = await walk(prisma.visit, by('checked desc'), 'next', undefined, milliseconds);
      expect(there.ids).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
    });

    it.each(['seenAt asc', 'seenAt desc', 'checked desc'])(
      'is refused as soon as a cursor would lose rows, whatever schema and options say: %s',
      async (sort) => {
        await run(`UPDATE ${SCHEMA}.visit SET
          seen_at = seen_at + interval '7 microseconds', checked_at = checked_at + interval '7 microseconds'`);
        const page = first(sort, { milliseconds: ['checked'] });
        await expect(page).rejects.toMatchObject({ code: 'PAGE_PRECISION' });
      },
    );

    it('is refused for infinity, which no Date holds', async () => {
      await run(`UPDATE ${SCHEMA}.visit SET seen_at = 'infinity' WHERE id = 3`);
      await expect(first('seenAt desc')).rejects.toThrow();
    });
  });
});

interface Walk {
  readonly ids: readonly number[];
  readonly last: Page<Visit>;
}

/** To the end, or back from a page to the start. */
async function walk(
  model: PrismaModel,
  sort: readonly PageSort[],
  way: 'next' | 'previous',
  from?: Page<Visit>,
  options?: PrismaPageOptions,
): Promise<Walk> {
  const fetch = (cursor?: string) =>
    paginate(requestOf(sort, cursor), model, {}, options) as Promise<Page<Visit>>;
  let last = from ?? (await fetch());
  let ids = from === undefined ? idsOf(last) : [];
  for (let cursor = last.meta[way]; cursor !== null; cursor = last.meta[way]) {
    last = await fetch(cursor);
    ids = way === 'next' ? [...ids, ...idsOf(last)] : [...idsOf(last), ...ids];
  }
  return { ids, last };
}

function idsOf({ data }: Page<Visit>): number[] {
  return data.map(({ id }) => id);
}

/** `known desc, id asc` as a sort. */
function by(text: string): PageSort[] {
  return text.split(', ').map((column) => {
    const [field = '', direction] = column.split(' ');
    return { field, direction: direction === 'asc' ? 'asc' : 'desc' };
  });
}
