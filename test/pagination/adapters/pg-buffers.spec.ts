import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { CursorValue, KeysetPosition, PageSort } from 'nestjs-production-readiness';
import { paginate, type PgStatement } from 'nestjs-production-readiness/pg';
import { describeWithServer } from '../../support/describe-with-server.js';

const ROWS = 120_000;
const LIMIT = 20;
/** Pages of the database that a deep page may touch beyond those that the first one touches. */
const MORE = 5;
/** Where two of three ranges are empty, two more ways from the root of the index to its leaves. */
const MORE_ON_THE_EDGE = 6;

interface Plan {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

const asc = (field: string): PageSort => ({ field, direction: 'asc' });
const desc = (field: string): PageSort => ({ field, direction: 'desc' });
/** Each has its index. NULL in rank are the last 10 %. */
const SORTS: readonly (readonly [string, readonly PageSort[], number])[] = [
  ['the key', [asc('id')], MORE],
  ['one direction', [asc('price'), asc('id')], MORE],
  ['one direction, from the end', [desc('price'), desc('id')], MORE],
  ['mixed directions', [desc('price'), asc('id')], MORE],
  ['NULL last', [asc('rank'), asc('id')], MORE],
  ['NULL first', [desc('rank'), desc('id')], MORE],
  ['mixed directions with NULL', [desc('rank'), asc('id')], MORE_ON_THE_EDGE],
];
/** Rows before the page: within ties and at their ends, in NULL and on both edges of it. */
const DEPTHS = [
  ...[-1, 0, 1, 250, 500].map((more) => 0.9 * ROWS + more),
  ...[-1, 0, 1].map((more) => 0.1 * ROWS + more),
  0.95 * ROWS,
];

describeWithServer('postgres', 'what a page of pg reads', (url) => {
  const client = new Client({ connectionString: url });

  beforeAll(async () => {
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS adapter_pg_buffers CASCADE');
    await client.query('CREATE SCHEMA adapter_pg_buffers');
    await client.query('SET search_path = adapter_pg_buffers');
    await client.query(`CREATE TABLE item AS SELECT id, (id * 7919) % 120 AS price,
      CASE WHEN id % 10 > 0 THEN (id * 7907) % 100 END AS rank, repeat('x', 60) AS note
      FROM generate_series(1, ${ROWS}) AS id ORDER BY md5(id::text)`);
    await client.query('ALTER TABLE item ADD PRIMARY KEY (id)');
    for (const columns of ['price, id', 'price DESC, id', 'rank, id', 'rank DESC, id'])
      await client.query(`CREATE INDEX ON item (${columns})`);
    await client.query('VACUUM ANALYZE item');
  });

  afterAll(async () => {
    await client.query('DROP SCHEMA adapter_pg_buffers CASCADE');
    await client.end();
  });

  /** What all queries of a page touch. */
  async function buffersOf(sort: readonly PageSort[], position?: KeysetPosition): Promise<number> {
    let buffers = 0;
    const db = {
      query: async ({ text, values }: PgStatement) => {
        const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`;
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explain, values);
        const plan = rows[0]?.['QUERY PLAN'][0].Plan;
        buffers += (plan?.['Shared Hit Blocks'] ?? NaN) + (plan?.['Shared Read Blocks'] ?? NaN);
        return client.query(text, values);
      },
    };
    const page = await paginate<{ id: number }>(
      { mode: 'cursor', limit: LIMIT, sort, total: 'none', position, seal: JSON.stringify },
      db,
      { text: 'SELECT * FROM item WHERE id > $1', values: [0], notNull: ['price'] },
    );
    expect(page.data).toHaveLength(LIMIT);
    return buffers;
  }

  async function positionsIn(sort: readonly PageSort[]): Promise<CursorValue[][]> {
    const fields = sort.map(({ field }) => `${field}::text`).join(', ');
    const order = sort.map((column) => `${column.field} ${column.direction}`).join(', ');
    const { rows } = await client.query<CursorValue[]>({
      text: `SELECT ${fields} FROM (
        SELECT *, row_number() OVER (ORDER BY ${order}) AS nth FROM item
      ) AS numbered WHERE nth = ANY ($1) ORDER BY nth`,
      values: [DEPTHS],
      rowMode: 'array',
    });
    return rows;
  }

  it.each(SORTS)('is at any depth what it is at the start: %s', async (_, sort, more) => {
    const first = await buffersOf(sort);
    expect(first).toBeLessThan(LIMIT + 10);
    const positions = await positionsIn(sort);
    expect(positions).toHaveLength(DEPTHS.length);
    for (const values of positions) {
      for (const direction of ['forward', 'backward'] as const) {
        const deep = await buffersOf(sort, { values, direction, isInclusive: false });
        const at = `${direction} from ${values.join(', ')}: ${deep}`;
        expect(deep > first + more ? at : '').toBe('');
      }
    }
  });
});
