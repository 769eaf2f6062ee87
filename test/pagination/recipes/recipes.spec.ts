import { describe, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { PageSort } from 'nestjs-production-readiness';
import { describeWithServer } from '../../support/describe-with-server.js';
import {
  createTable,
  deleteFrom,
  insertInto,
  NULLABLE,
  selectIds,
  type PageItem,
} from '../adapters/page-item.js';
import { pageSourceContract } from '../adapters/page-source.contract.js';
import { KyselySource } from './kysely.source.js';

const SCHEMA = 'test_page_recipes';
const TABLE = `${SCHEMA}.item`;

interface Tables {
  [TABLE]: Record<keyof PageItem, unknown> & { id: number };
}

describeWithServer('postgres', "the documentation's recipe for Kysely", (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pageSourceContract('Kysely', {
    open: async () => {
      await pool.query(`CREATE SCHEMA ${SCHEMA}`);
      await pool.query(createTable(TABLE, 'postgres'));
    },
    close: async () => {
      await pool.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
      await db.destroy();
    },
    insert: async (items) => void (await pool.query(insertInto(TABLE, items))),
    remove: async (ids) => {
      if (ids.length > 0) await pool.query(deleteFrom(TABLE, ids));
    },
    idsInOrder: async (sort: readonly PageSort[]) => {
      const { rows } = await pool.query<{ id: number }>(selectIds(TABLE, sort));
      return rows.map(({ id }) => id);
    },
    source: () => new KyselySource(db, db.selectFrom(TABLE).select(['id', 'name']), NULLABLE),
  });
});

describe('docs/pagination.md', () => {
  it('shows the recipe that is tested', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/pagination.md'), 'utf8');
    const recipe = readFileSync(join(import.meta.dirname, 'kysely.source.ts'), 'utf8');
    expect(docs).toContain(recipe);
  });
});
