import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPageSource } from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract } from '../page-source.contract.js';
import { generatedClient, type Client } from './generated-client.js';

const SCHEMA = 'adapter_prisma';
const TABLE = `${SCHEMA}.page_item`;

describeWithServer('postgres', 'Prisma on PostgreSQL', (url) => {
  let prisma: Client;
  pageSourceContract('findMany', {
    open: async () => {
      const PrismaClient = await generatedClient('postgresql');
      prisma = new PrismaClient({
        adapter: new PrismaPg({ connectionString: url, max: 2 }, { schema: SCHEMA }),
      });
      await prisma.$executeRawUnsafe(`CREATE SCHEMA ${SCHEMA}`);
      await prisma.$executeRawUnsafe(createTable(TABLE, 'postgres', 'COLLATE "en-x-icu"'));
    },
    close: async () => {
      await prisma.$executeRawUnsafe(`DROP SCHEMA ${SCHEMA} CASCADE`);
      await prisma.$disconnect();
    },
    insert: async (items) => void (await prisma.$executeRawUnsafe(insertInto(TABLE, items))),
    remove: async (ids) => void (await prisma.$executeRawUnsafe(deleteFrom(TABLE, ids))),
    idsInOrder: async (sort) => {
      const rows = await prisma.$queryRawUnsafe(selectIds(TABLE, sort));
      return rows.map((row) => (row as { id: number }).id);
    },
    source: () => new PrismaPageSource<{ id: number }>(prisma.pageItem),
    refuses: { stamp: /finer than milliseconds/, seen: /finer than milliseconds/ },
  });
});
