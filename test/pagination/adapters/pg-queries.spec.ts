import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import {
  PageFetchError,
  type CursorPageRequest,
  type KeysetPosition,
  type PageSort,
} from 'nestjs-production-readiness';
import {
  iterate,
  paginate,
  type PgQuery,
  type PgQueryable,
  type PgStatement,
} from 'nestjs-production-readiness/pg';
import { describeWithServer } from '../../support/describe-with-server.js';

interface City {
  id: number;
  name: string;
  population: number | null;
}

const CITIES = { text: 'SELECT id, name, population FROM city', notNull: ['name'] };

/** Values of each type that are hard to write: the ends, fractions, other calendars, escapes. */
const HARD_VALUES: Record<string, readonly string[]> = {
  timestamp: [
    '-infinity',
    '0044-03-15 01:02:03.5 BC',
    '2024-02-03 04:05:06.000007',
    '2024-02-03 04:05:06.000008',
    'infinity',
  ],
  timestamptz: [
    '-infinity',
    '1800-01-01 00:00:00.1+00',
    '2024-10-27 00:30:00.000001+00',
    '2024-10-27 01:30:00.000001+00',
    'infinity',
  ],
  date: ['-infinity', '0044-03-15 BC', '2024-02-03', '2024-03-02', '12024-02-03', 'infinity'],
  time: ['00:00', '10:00:00.000001', '10:00:00.000002', '24:00'],
  interval: ['-1 day +02:03:04.000001', '0', '1.5 seconds', '1 month -3 days', '1 year'],
  float8: ['-Infinity', '-1e300', '5e-324', '0.1', '0.30000000000000004', 'Infinity', 'NaN'],
  real: ['-Infinity', '1e-45', '0.1', '0.3', 'NaN'],
  numeric: ['-0.0000000001', '0', '9007199254740993.0000000001', '1e40', 'NaN'],
  bigint: ['-9223372036854775808', '9007199254740992', '9007199254740993', '9223372036854775807'],
  uuid: ['00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  mood: ['sad', 'ok', 'Happy'],
  bytea: ['\\x', '\\x00', '\\x5c27', '\\xdeadbeef'],
  'char(5)': ['', '  a', 'ab', 'b'],
  'varchar(20)': ['', '"', '\\', '{}', 'a\n\tb', 'ü🧀'],
  boolean: ['false', 'true'],
  inet: ['10.0.0.1/8', '10.0.0.1', '::1'],
};

/** Settings by which a session writes and reads values in its own way. */
const SESSIONS = [
  'SET DateStyle = German; SET TimeZone = "Europe/Berlin"; SET IntervalStyle = sql_standard',
  'SET DateStyle = "SQL, DMY"; SET TimeZone = "America/St_Johns"; SET IntervalStyle = iso_8601',
  'SET DateStyle = "ISO, MDY"; SET TimeZone = UTC; SET bytea_output = escape',
];

function requestOf(
  sort: readonly PageSort[],
  cursor?: string | null,
  rest: Partial<CursorPageRequest> = {},
): CursorPageRequest {
  const position = cursor ? (JSON.parse(cursor) as KeysetPosition) : undefined;
  const seal = (sealed: KeysetPosition) => JSON.stringify(sealed);
  return { mode: 'cursor', limit: 2, sort, total: 'none', position, seal, ...rest };
}

function sortOf(...columns: readonly string[]): PageSort[] {
  return columns.map((field) => ({ field, direction: 'asc' }));
}

describeWithServer('postgres', 'paginate of pg', (url) => {
  const client = new Client({ connectionString: url });
  const fetch = (
    query: PgQuery,
    sort = sortOf('population', 'id'),
    rest?: Partial<CursorPageRequest>,
  ) => paginate<City>(requestOf(sort, undefined, rest), client, query);

  beforeAll(async () => {
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS adapter_pg_queries CASCADE');
    await client.query('CREATE SCHEMA adapter_pg_queries');
    await client.query('SET search_path = adapter_pg_queries');
    await client.query('CREATE TABLE city (id int PRIMARY KEY, name text, population int)');
    await client.query(`INSERT INTO city VALUES (1, 'Paris', 2103), (2, 'Lyon', 522),
      (3, 'Nice', NULL), (4, 'Lille', 236), (5, 'Brest', NULL)`);
    await client.query(`CREATE TYPE mood AS ENUM ('sad', 'ok', 'Happy')`);
  });

  afterAll(async () => {
    await client.query('DROP SCHEMA adapter_pg_queries CASCADE');
    await client.end();
  });

  it('gives the rows of the query, and nothing beside its columns', async () => {
    const page = await fetch(CITIES);
    expect(page.data).toEqual([
      { id: 4, name: 'Lille', population: 236 },
      { id: 2, name: 'Lyon', population: 522 },
    ]);
    const next = await fetch(CITIES, sortOf('population', 'id'), {
      position: JSON.parse(page.meta.next ?? '') as KeysetPosition,
    });
    expect(next.data).toEqual([
      { id: 1, name: 'Paris', population: 2103 },
      { id: 3, name: 'Nice', population: null },
    ]);
  });

  it('keeps the parameters of the query', async () => {
    const text = 'SELECT * FROM city WHERE id > $1 AND name LIKE $2';
    const page = await fetch({ text, values: [1, 'L%'] }, sortOf('name', 'id'), {
      total: 'exact',
      limit: 1,
    });
    expect(page.data.map(({ name }) => name)).toEqual(['Lille']);
    expect(page.meta.total).toBe(2);
    const next = requestOf(sortOf('name', 'id'), page.meta.next);
    const second = await paginate<City>(next, client, { text, values: [1, 'L%'] });
    expect(second.data.map(({ name }) => name)).toEqual(['Lyon']);
  });

  it.each([
    ['a comment', 'SELECT * FROM city -- all of them'],
    ['a semicolon', 'SELECT * FROM city;\n'],
    ['line ends', '\nSELECT * FROM city\n\n'],
    ['a common table expression', 'WITH c AS (SELECT * FROM city) SELECT * FROM c'],
  ])('takes a query with %s', async (_, text) => {
    const page = await fetch({ text }, sortOf('population', 'id'), { total: 'capped' });
    expect(page.data.map(({ id }) => id)).toEqual([4, 2]);
    expect(page.meta.total).toBe(5);
  });

  it('quotes the names of columns', async () => {
    const text = 'SELECT id, population AS "Pop; -- ""1""" FROM city';
    const sort = sortOf('Pop; -- "1"', 'id');
    const first = await fetch({ text }, sort);
    const next = await paginate<City>(requestOf(sort, first.meta.next), client, { text });
    expect(next.data.map(({ id }) => id)).toEqual([1, 3]);
  });

  it('refuses NULL in a column that is said to have none, and names it', async () => {
    const read = fetch({ ...CITIES, notNull: ['name', 'population'] }, undefined, { limit: 5 });
    await expect(read).rejects.toThrow(PageFetchError);
    await expect(read).rejects.toThrow(/"population"/);
    await expect(fetch(CITIES, sortOf('population'), { limit: 5 })).rejects.toThrow(/"population"/);
  });

  it('leaves errors of the database as they are', async () => {
    await expect(fetch({ text: 'SELECT * FROM no_such_table' })).rejects.toMatchObject({
      code: '42P01',
      severity: 'ERROR',
    });
    await expect(fetch(CITIES, sortOf('no_such_column', 'id'))).rejects.toMatchObject({
      code: '42703',
    });
  });

  it('works in a transaction of a client, and does one query after the other', async () => {
    let running = 0;
    const mostRunning: number[] = [];
    const db = {
      query: async (statement: PgStatement) => {
        mostRunning.push(++running);
        return client.query(statement).finally(() => running--);
      },
    };
    await client.query('BEGIN');
    await client.query(`INSERT INTO city VALUES (6, 'Metz', 1)`);
    const request = requestOf(sortOf('population', 'id'), undefined, { total: 'exact' });
    const page = await paginate<City>(request, db, CITIES);
    await client.query('ROLLBACK');
    expect(page.data[0]?.name).toBe('Metz');
    expect(page.meta.total).toBe(6);
    expect(mostRunning).toEqual([1, 1]);
  });

  it('goes on after a query that failed', async () => {
    await client.query('BEGIN');
    const page = fetch({ text: 'SELECT 1 / (id - 1) AS id, population FROM city' }, undefined, {
      total: 'exact',
    });
    await expect(page).rejects.toMatchObject({ code: '22012' });
    await client.query('ROLLBACK');
    expect((await fetch(CITIES)).data).toHaveLength(2);
  });

  it('keeps one statement for all limits and values alike, where that is asked for', async () => {
    const kept = async () => {
      const text = "SELECT name FROM pg_prepared_statements WHERE name LIKE 'page_%'";
      return (await client.query(text)).rowCount;
    };
    await fetch(CITIES);
    expect(await kept()).toBe(0);
    const sort = sortOf('population', 'id');
    const read = (limit: number, cursor?: string | null, by = sort) =>
      paginate<City>(requestOf(by, cursor, { limit }), client, { ...CITIES, prepare: true });
    const first = await read(2);
    await read(3);
    expect(await kept()).toBe(1);
    const second = await read(1, first.meta.next);
    await read(2, second.meta.next);
    expect(await kept()).toBe(2);
    await read(2, undefined, sortOf('name', 'population', 'id'));
    expect(await kept()).toBe(2);
    await client.query('DEALLOCATE ALL');
  });

  it('estimates the total from the plan', async () => {
    await client.query('ANALYZE city');
    const { meta } = await fetch(CITIES, undefined, { total: 'estimated' });
    expect(meta).toMatchObject({ total: 5, totalIs: 'estimated' });
    const text = 'SELECT * FROM city WHERE id > $1';
    const some = await fetch({ text, values: [3] }, undefined, { total: 'estimated' });
    expect(some.meta).toMatchObject({ total: 2, totalIs: 'estimated' });
  });

  it('iterates over all rows by a pool', async () => {
    const pool = new Pool({ connectionString: url, max: 1 });
    const text = 'SELECT * FROM adapter_pg_queries.city';
    const pages: number[][] = [];
    for await (const rows of iterate<City>(pool, {
      text,
      key: 'id',
      sort: { population: 'desc' },
      size: 2,
    }))
      pages.push(rows.map(({ id }) => id));
    for await (const rows of iterate<City>(pool, { text, key: ['name', 'id'] }))
      pages.push(rows.map(({ id }) => id));
    await pool.end();
    expect(pages).toEqual([[5, 3], [1, 2], [4], [5, 4, 2, 3, 1]]);
  });

  it.each(Object.entries(HARD_VALUES))(
    'walks through %s from sessions with settings of their own',
    async (type, written) => {
      await client.query('DROP TABLE IF EXISTS hard');
      await client.query(`CREATE TABLE hard (id int PRIMARY KEY, value ${type})`);
      const values = [...written, ...written, null];
      await client.query(
        `INSERT INTO hard SELECT row_number() OVER (), value::${type}
         FROM unnest($1::text[]) AS value`,
        [values],
      );
      const expected = await client.query<{ id: number }>('SELECT id FROM hard ORDER BY value, id');
      const query = { text: 'SELECT * FROM hard' };
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        await client.query(SESSIONS[seen.length % SESSIONS.length] ?? '');
        const request = requestOf(sortOf('value', 'id'), cursor, { limit: 1 });
        const page = await paginate<{ id: number }>(request, client, query);
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.meta.next;
      } while (cursor !== null && seen.length <= values.length);
      expect(seen).toEqual(expected.rows.map(({ id }) => id));
    },
  );
});

describe('paginate of PGlite', () => {
  let db: PGlite;
  const queryable: PgQueryable = { query: ({ text, values }) => db.query(text, values) };
  beforeAll(async () => void (db = await PGlite.create()));
  afterAll(() => db.close());

  it.each(Object.entries(HARD_VALUES).filter(([type]) => !['mood', 'bytea'].includes(type)))(
    'walks through %s',
    async (type, written) => {
      await db.query('DROP TABLE IF EXISTS hard');
      await db.query(`CREATE TABLE hard (id int PRIMARY KEY, value ${type})`);
      for (const [i, value] of [...written, ...written, null].entries())
        await db.query(`INSERT INTO hard SELECT ${i}, $1::text::${type}`, [value]);
      const ids: number[] = [];
      const query = {
        text: 'SELECT * FROM hard',
        key: 'id',
        sort: { value: 'asc' },
        size: 1,
      } as const;
      for await (const rows of iterate<{ id: number }>(queryable, query))
        ids.push(...rows.map(({ id }) => id));
      const { rows } = await db.query<{ id: number }>('SELECT id FROM hard ORDER BY value, id');
      expect(ids).toEqual(rows.map(({ id }) => id));
    },
  );

  it('does not take the text of a bytea for a position, and says so', async () => {
    const text = `SELECT id, '\\x00'::bytea AS value FROM generate_series(1, 3) AS id`;
    const rows = iterate(queryable, { text, key: 'id', sort: { value: 'asc' }, size: 1 });
    await rows.next();
    await expect(rows.next()).rejects.toThrow('Invalid input for bytea type');
  });
});
