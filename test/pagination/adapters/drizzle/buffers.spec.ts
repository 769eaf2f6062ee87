import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Logger } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { integer, pgSchema, text } from 'drizzle-orm/pg-core';
import { completeSort, type KeysetPosition, type PageSort } from 'nestjs-production-readiness';
import { DrizzlePageSource } from 'nestjs-production-readiness/drizzle';
import pg from 'pg';
import { describeWithServer } from '../../../support/describe-with-server.js';

const ROWS = 50_000;
const TAKE = 21;

const schema = `drizzle_buffers_${process.pid}`;
const numbers = pgSchema(schema).table('numbers', {
  id: integer().primaryKey(),
  price: integer().notNull(),
  rating: integer(),
  name: text().notNull(),
});

const SETUP = `
  create schema ${schema};
  create table ${schema}.numbers as
    select id, id / 7 as price, nullif(id % 4, 3) as rating, 'name ' || id as name
    from generate_series(1, ${ROWS}) id;
  alter table ${schema}.numbers alter id set not null, add primary key (id);
  create index on ${schema}.numbers (price, id);
  create index on ${schema}.numbers (price, id desc);
  create index on ${schema}.numbers (rating, id);
  create index on ${schema}.numbers (rating desc, id);`;

const SORTS: Record<string, readonly PageSort[]> = {
  'one direction': [{ field: 'price', direction: 'asc' }],
  'one direction, downwards': [{ field: 'price', direction: 'desc' }],
  'two directions': [
    { field: 'price', direction: 'asc' },
    { field: 'id', direction: 'desc' },
  ],
  'a column with NULL': [{ field: 'rating', direction: 'asc' }],
  'a column with NULL, two directions': [
    { field: 'rating', direction: 'desc' },
    { field: 'id', direction: 'asc' },
  ],
};

interface Sent {
  sql: string;
  params: unknown[];
}

describeWithServer('postgres', 'a page of Drizzle on PostgreSQL', (url) => {
  const sent: Sent[] = [];
  const logger: Logger = { logQuery: (query, params) => sent.push({ sql: query, params }) };
  let pool: pg.Pool;
  let database: NodePgDatabase;

  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: url, max: 1 });
    database = drizzle({ client: pool, logger });
    await pool.query(SETUP);
    await pool.query(`vacuum analyze ${schema}.numbers`);
  });

  afterAll(async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  });

  it.each(Object.entries(SORTS))(
    'reads as little at any depth as at the start: %s',
    async (_, sort) => {
      const complete = completeSort(sort, ['id']);
      const first = await buffersOf(complete, undefined);
      for (const depth of [100, ROWS / 2, ROWS - 100]) {
        for (const direction of ['forward', 'backward'] as const) {
          const values = await valuesAt(complete, depth);
          const deep = await buffersOf(complete, { values, direction, isInclusive: false });
          expect(deep).toBeLessThanOrEqual(first + 5);
        }
      }
    },
  );

  /** Pages of the buffer pool that the one statement of a walk touches, its plan included. */
  async function buffersOf(sort: PageSort[], position?: KeysetPosition): Promise<number> {
    sent.length = 0;
    const source = new DrizzlePageSource(database.select().from(numbers));
    const rows = await source.walk({ sort, position, take: TAKE });
    expect(rows).toHaveLength(TAKE);
    expect(sent).toHaveLength(1);
    const [statement] = sent;
    const { rows: plans } = await pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) ${statement?.sql}`,
      statement?.params,
    );
    const plan = plans[0]?.['QUERY PLAN'][0].Plan;
    return (plan?.['Shared Hit Blocks'] ?? NaN) + (plan?.['Shared Read Blocks'] ?? NaN);
  }

  async function valuesAt(sort: PageSort[], depth: number) {
    const columns = sort.map(({ field }) => field).join(', ');
    const order = sort.map(({ field, direction }) => `${field} ${direction}`).join(', ');
    const { rows } = await pool.query<Record<string, number | null>>(
      `select ${columns} from ${schema}.numbers order by ${order} offset ${depth} limit 1`,
    );
    return sort.map(({ field }) => rows[0]?.[field] ?? null);
  }
});
