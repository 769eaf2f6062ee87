import { PrismaPg } from '@prisma/adapter-pg';
import { PgPageSource } from 'nestjs-production-readiness/pg';
import { queryable } from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract } from '../page-source.contract.js';
import { generatedClient, type Client } from './generated-client.js';

const SCHEMA = 'adapter_prisma_sql';
const TABLE = `${SCHEMA}.page_item`;
const QUERY = {
  text: `SELECT * FROM ${TABLE} WHERE id > $1`,
  values: [0],
  notNull: ['tie', 'stamp', 'big', 'amount', 'name'],
};

describeWithServer('postgres', 'the adapter for pg', (url) => {
  let prisma: Client;
  pageSourceContract('a Prisma client that runs SQL', {
    open: async () => {
      const PrismaClient = await generatedClient('postgresql');
      prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 2 }) });
      await prisma.$executeRawUnsafe(`CREATE SCHEMA ${SCHEMA}`);
      await prisma.$executeRawUnsafe(createTable(TABLE, 'postgres', 'COLLATE "en-x-icu"'));
    },
    close: async () => {
      await prisma.$executeRawUnsafe(`DROP SCHEMA ${SCHEMA} CASCADE`);
      await prisma.$disconnect();
    },
    insert: async (items) => void (await prisma.$executeRawUnsafe(insertInto(TABLE, items))),
    remove: async (ids) => void (await prisma.$executeRawUnsafe(deleteFrom(TABLE, ids))),
    estimates: true,
    idsInOrder: async (sort) => {
      const rows = await prisma.$queryRawUnsafe(selectIds(TABLE, sort));
      return rows.map((row) => (row as { id: number }).id);
    },
    source: () => new PgPageSource<{ id: number }>(queryable(prisma), QUERY),
  });
});
