import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';
import { completeSort, type KeysetPosition, type PageSort } from 'nestjs-production-readiness';
import { PrismaPageSource } from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { generatedClient, type Client } from './generated-client.js';

const SCHEMA = 'adapter_prisma_buffers';
const ROWS = 100_000;
/** In the order of no index: a page touches as many blocks of the table wherever it is. */
const TABLE = `
  CREATE TABLE ${SCHEMA}.page_item (
    id integer PRIMARY KEY, tie integer NOT NULL, maybe integer, stamp timestamp(6) NOT NULL,
    seen timestamp(6), big bigint NOT NULL, amount numeric(30, 10) NOT NULL, name text NOT NULL
  );
  INSERT INTO ${SCHEMA}.page_item
  SELECT i, i % 500, nullif(i % 10, 0) * (i % 1000), timestamp '2024-02-29' + i * interval '1 minute',
         NULL, i, i, 'name ' || i
  FROM generate_series(1, ${ROWS}) AS i ORDER BY md5(i::text);
  CREATE INDEX ON ${SCHEMA}.page_item (tie, id);
  CREATE INDEX ON ${SCHEMA}.page_item (tie DESC, id);
  CREATE INDEX ON ${SCHEMA}.page_item (maybe, id);
  CREATE INDEX ON ${SCHEMA}.page_item (stamp, id);
  VACUUM ANALYZE ${SCHEMA}.page_item`;

interface Sent {
  readonly query: string;
  readonly params: string;
}

describeWithServer('postgres', 'a page of Prisma', (url) => {
  let prisma: Client;
  let sent: Sent[] = [];

  beforeAll(async () => {
    const PrismaClient = await generatedClient('postgresql');
    prisma = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: 1 }, { schema: SCHEMA }),
      log: [{ emit: 'event', level: 'query' }],
    });
    prisma.$on('query', (event) => sent.push(event));
    const statements = `CREATE SCHEMA ${SCHEMA};${TABLE}`.split(';');
    for (const statement of statements) await prisma.$executeRawUnsafe(statement);
  });
  afterAll(async () => {
    await prisma.$executeRawUnsafe(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await prisma.$disconnect();
  });

  it.each([
    ['the key', 'id asc'],
    ['ties', 'tie asc, id asc'],
    ['both directions', 'tie desc, id asc'],
    ['NULL', 'maybe asc, id asc'],
    ['NULL, backwards', 'maybe desc, id desc'],
    ['timestamps', 'stamp desc, id desc'],
  ])('reads no more of the index at a great depth than at the start: %s', async (_, text) => {
    const sort = sortOf(text);
    const first = await buffersOf(sort, undefined);
    const deep = await buffersOf(sort, await positionAt(sort, ROWS * 0.85));
    expect(first).toHaveLength(text.includes('stamp') ? 2 : 1);
    for (const buffers of deep) expect(buffers).toBeLessThanOrEqual(Math.max(...first) + 5);
  });

  /** Shared buffers that each query of one walk touches. */
  async function buffersOf(
    sort: readonly PageSort[],
    position: KeysetPosition | undefined,
  ): Promise<number[]> {
    sent = [];
    const source = new PrismaPageSource(prisma.pageItem, {}, { milliseconds: ['stamp'] });
    expect(await source.walk({ sort, position, take: 21 })).toHaveLength(21);
    const buffers: number[] = [];
    for (const { query, params } of [...sent]) {
      const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${query}`;
      const values = JSON.parse(params) as unknown[];
      // Once to plan, which reads the catalogue.
      await prisma.$queryRawUnsafe(explain, ...values);
      const [row] = (await prisma.$queryRawUnsafe(explain, ...values)) as Explained[];
      const plan = row?.['QUERY PLAN'][0]?.Plan;
      buffers.push(Number(plan?.['Shared Hit Blocks']) + Number(plan?.['Shared Read Blocks']));
    }
    return buffers;
  }

  async function positionAt(sort: readonly PageSort[], depth: number): Promise<KeysetPosition> {
    const columns = sort.map(({ field }) => `to_json(${field}) #>> '{}' AS ${field}`);
    const order = sort.map(({ field, direction }) => `i.${field} ${direction}`);
    const [row] = await prisma.$queryRawUnsafe(
      `SELECT ${columns.join(', ')} FROM ${SCHEMA}.page_item AS i ORDER BY ${order.join(', ')} OFFSET ${depth} LIMIT 1`,
    );
    const values = sort.map(({ field }) => valueOf((row as Record<string, string | null>)[field]));
    return { values, direction: 'forward', isInclusive: false };
  }
});

interface Explained {
  readonly 'QUERY PLAN': { readonly Plan: Record<string, unknown> }[];
}

function valueOf(text: string | null | undefined): string | number | null {
  if (text === null || text === undefined) return null;
  return text.includes('T') ? new Date(`${text}Z`).toISOString() : Number(text);
}

function sortOf(text: string): PageSort[] {
  const columns = text.split(', ').map((column): PageSort => {
    const [field = '', direction] = column.split(' ');
    return { field, direction: direction === 'asc' ? 'asc' : 'desc' };
  });
  return completeSort(columns, ['id']);
}
