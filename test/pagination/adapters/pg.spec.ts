import { PGlite } from '@electric-sql/pglite';
import { Client, Pool } from 'pg';
import type { PageSort } from 'nestjs-production-readiness';
import { PgPageSource, type PgQuery } from 'nestjs-production-readiness/pg';
import { describeWithServer } from '../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from './page-item.js';
import { pageSourceContract, type PageSourceFixture } from './page-source.contract.js';

const TABLE = 'adapter_pg.page_item';
const NOT_NULL = ['tie', 'stamp', 'big', 'amount', 'name'];

interface Database {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

function fixtureOf(
  connect: () => Promise<Database>,
  disconnect: () => Promise<void>,
  notNull: readonly string[],
  collate = '',
): PageSourceFixture {
  let db: Database;
  const query: PgQuery = { text: `SELECT * FROM ${TABLE}`, notNull };
  return {
    open: async () => {
      db = await connect();
      await db.query('DROP SCHEMA IF EXISTS adapter_pg CASCADE');
      await db.query('CREATE SCHEMA adapter_pg');
      await db.query(createTable(TABLE, 'postgres', collate));
    },
    close: async () => {
      await db.query('DROP SCHEMA adapter_pg CASCADE');
      await disconnect();
    },
    insert: async (items) => void (await db.query(insertInto(TABLE, items))),
    remove: async (ids) => void (await db.query(deleteFrom(TABLE, ids))),
    idsInOrder: async (sort: readonly PageSort[]) => {
      const { rows } = await db.query(selectIds(TABLE, sort));
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
      NOT_NULL,
      'COLLATE "en-x-icu"',
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
      [],
    ),
  );
});

let pglite: PGlite;
pageSourceContract(
  'PGlite',
  fixtureOf(
    async () => (pglite = await PGlite.create()),
    () => pglite.close(),
    NOT_NULL,
  ),
);
