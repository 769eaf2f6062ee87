import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { paginate, PrismaPageSource } from 'nestjs-production-readiness/prisma';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract } from '../page-source.contract.js';
import { requestOf } from '../walk-pages.js';
import { generatedClient, type Client } from './generated-client.js';

const TABLE = 'page_item';
const folder = mkdtempSync(join(tmpdir(), 'prisma-sqlite-'));
let prisma: Client;

pageSourceContract('Prisma on SQLite', {
  open: async () => {
    const PrismaClient = await generatedClient('sqlite');
    prisma = new PrismaClient({
      // As numbers, libsql refuses those over 2^53.
      adapter: new PrismaLibSql({ url: `file:${join(folder, 'test.db')}`, intMode: 'bigint' }),
    });
    await prisma.$executeRawUnsafe(createTable(TABLE, 'sqlite'));
  },
  close: async () => {
    await prisma.$disconnect();
    rmSync(folder, { recursive: true });
  },
  insert: async (items) => void (await prisma.$executeRawUnsafe(insertInto(TABLE, items))),
  remove: async (ids) => void (await prisma.$executeRawUnsafe(deleteFrom(TABLE, ids))),
  idsInOrder: async (sort) => {
    const rows = await prisma.$queryRawUnsafe(selectIds(TABLE, sort));
    return rows.map((row) => Number((row as { id: unknown }).id));
  },
  source: () => new PrismaPageSource<{ id: number }>(prisma.pageItem),
});

it('dates that were not written by Prisma are refused before they lose rows', async () => {
  const PrismaClient = await generatedClient('sqlite');
  const visits = new PrismaClient({ adapter: new PrismaLibSql({ url: ':memory:' }) });
  const insert = (date: string) =>
    visits.$executeRawUnsafe(`INSERT INTO visit (seen_at) VALUES ('${date}')`);
  await visits.$executeRawUnsafe('CREATE TABLE visit (id INTEGER PRIMARY KEY, seen_at DATETIME)');
  const sort = [{ field: 'seenAt', direction: 'asc' }] as const;
  await insert('2024-02-29T12:00:00.001+00:00');
  const page = await paginate(requestOf(sort, undefined), visits.visit);
  expect(page.data).toHaveLength(1);
  await insert('2024-02-29 12:00:00.000007');
  const refused = paginate(requestOf(sort, undefined), visits.visit);
  await expect(refused).rejects.toMatchObject({ code: 'PAGE_PRECISION' });
  await visits.$disconnect();
});
