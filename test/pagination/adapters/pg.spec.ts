import { PGlite } from '@electric-sql/pglite';
import { Client, Pool } from 'pg';
import type { PageSort } from 'nestjs-production-readiness';
import { PgPageSource, type PgQuery, type PgQueryable } from 'nestjs-production-readiness/pg';
import { describeWithServer } from '../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from './page-item.js';
import { pageSourceContract, type PageSourceFixture } from './page-source.contract.js';

const TABLE = 'adapter_pg.page_item';
const NOT_NULL = ['tie', 'stamp', 'big', 'amount', 'name'];

function fixtureOf(
  connect: () => Promise<PgQueryable>,
  disconnect: () => Promise<void>,
  options: Pick<PgQuery, 'notNull' | 'prepare'>,
  collate = '',
): PageSourceFixture {
  let db: PgQueryable;
  const query: PgQuery = { text: `SELECT * FROM ${TABLE}`, ...options };
  const run = (text: string) => db.query({ text, values: [] });
  return {
    estimates: true,
    open: async () => {
      db = await connect();
      await run('DROP SCHEMA IF EXISTS adapter_pg CASCADE');
      await run('CREATE SCHEMA adapter_pg');
      await run(createTable(TABLE, 'postgres', collate));
    },
    close: async () => {
      await run('DROP SCHEMA adapter_pg CASCADE');
      await disconnect();
    },
    insert: async (items) => void (await run(insertInto(TABLE, items))),
    remove: async (ids) => void (await run(deleteFrom(TABLE, ids))),
    idsInOrder: async (sort: readonly PageSort[]) => {
      const { rows } = await run(selectIds(TABLE, sort));
      return rows.map((row) => (row as { id: number }).id);
    },
    source: () => new PgPageSource<{ id: number }>(db, query),
  };
}

describeWithServer('postgres', 'pg', (url) => {
  const pool = () => new Pool({ connectionString: url, max: 2 });
  let opened: Pool;
  pageSourceContract(
    'a pool',
    fixtureOf(
      async () => (opened = pool()),
      () => opened.end(),
      { notNull: NOT_NULL },
      'COLLATE "en-x-icu"',
    ),
  );
  let preparing: Pool;
  pageSourceContract(
    'a pool that keeps its statements',
    fixtureOf(
      async () => (preparing = pool()),
      () => preparing.end(),
      { notNull: NOT_NULL, prepare: true },
    ),
  );
  let client: Client;
  pageSourceContract(
    'a client that knows of no column that it is NOT NULL',
    fixtureOf(
      async () => {
        client = new Client({ connectionString: url });
        await client.connect();
        return client;
      },
      () => client.end(),
      {},
    ),
  );
});

let pglite: PGlite;
pageSourceContract(
  'PGlite',
  fixtureOf(
    async () => {
      pglite = await PGlite.create();
      return { query: ({ text, values }) => pglite.query(text, values) };
    },
    () => pglite.close(),
    { notNull: NOT_NULL },
  ),
);
