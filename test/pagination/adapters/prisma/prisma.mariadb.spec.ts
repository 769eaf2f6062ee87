import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { PrismaPageSource } from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract } from '../page-source.contract.js';
import { MariadbDatabase } from '../mariadb-database.js';
import { generatedClient, type Client } from './generated-client.js';

const TABLE = 'page_item';

describeWithServer('mariadb', 'Prisma on MariaDB', (server) => {
  contract('findMany', 'prisma_contract', {});
  // How values are sent is the user's choice, and the collation too.
  contract('findMany with values written into the statement', 'prisma_texts', {
    collate: 'COLLATE utf8mb4_bin',
    options: { useTextProtocol: true },
  });

  function contract(title: string, name: string, { collate = '', options = {} }): void {
    const database = new MariadbDatabase(server, name);
    let prisma: Client;
    pageSourceContract(title, {
      open: async () => {
        await database.create();
        const PrismaClient = await generatedClient('mysql');
        prisma = new PrismaClient({ adapter: new PrismaMariaDb(database.url, options) });
        await prisma.$executeRawUnsafe(createTable(TABLE, 'mariadb', collate));
      },
      close: async () => {
        await prisma.$disconnect();
        await database.drop();
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
  }
});
