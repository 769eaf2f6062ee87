import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaPageSource } from 'nestjs-production-readiness/prisma';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract } from '../page-source.contract.js';
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
