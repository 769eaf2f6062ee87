import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { iterate, paginate } from 'nestjs-production-readiness/prisma';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { MariadbDatabase } from '../mariadb-database.js';
import { requestOf } from '../walk-pages.js';
import { generatedClient, type Client } from './generated-client.js';

const TABLE = `
  CREATE TABLE visit (
    id integer PRIMARY KEY,
    seen datetime(6) NOT NULL,
    second datetime NOT NULL,
    milli timestamp(3) NOT NULL DEFAULT now(3),
    micro timestamp(6) NOT NULL DEFAULT now(6),
    day date NOT NULL,
    clock time(3) NOT NULL,
    ticks time(6) NOT NULL,
    known boolean NOT NULL,
    ratio double NOT NULL,
    weight float NOT NULL,
    counter bigint unsigned NOT NULL,
    total decimal(65, 30) NOT NULL,
    code char(10) NOT NULL,
    kind enum('second', 'first') NOT NULL,
    details json NOT NULL
  )`;
/** 20 visits, one a millisecond; the largest numbers differ by 1 in their last digit. */
const ROWS = `
  INSERT INTO visit
  SELECT i, t, t, t, t, date(t) + INTERVAL i DIV 2 DAY, time(t), time(t), i % 3 = 0, 1e0 / i, 1e0 / i,
    18446744073709551595 + i,
    cast(concat('12345678901234567890123456789012345.', lpad(i, 30, '0')) AS decimal(65, 30)),
    concat('c', i DIV 3), 'first', '{}'
  FROM (SELECT seq AS i, timestamp '2024-02-29 12:00:00' + INTERVAL seq * 1000 MICROSECOND AS t
        FROM seq_1_to_20) AS visits`;

const FIELDS = 'seen second milli day clock known ratio counter total code'.split(' ');

describeWithServer('mariadb', 'Prisma and the types of MariaDB', (server) => {
  describe('with values beside the statement', () => {
    const visits = useVisits('prisma_types', {});

    it.each(['weight', ...FIELDS])('reads them in order: %s', async (field) => {
      await expectInOrder(visits(), field);
    });

    it.each([
      ['micro', /finer than milliseconds/],
      ['ticks', /finer than milliseconds/],
      ['kind', 'of the type Kind'],
      ['details', 'of the type Json'],
    ])('refuses what it cannot read exactly: %s', async (field, message) => {
      await expect(firstPage(visits(), field)).rejects.toThrow(message);
    });

    it('refuses microseconds of which the schema tells nothing', async () => {
      await visits().$executeRawUnsafe('UPDATE visit SET seen = seen + INTERVAL 7 MICROSECOND');
      const refused = firstPage(visits(), 'seen');
      await expect(refused).rejects.toMatchObject({ code: 'PAGE_PRECISION' });
    });
  });

  describe('with values written into the statement', () => {
    const visits = useVisits('prisma_types_texts', { useTextProtocol: true });

    it.each(FIELDS)('reads them in order: %s', async (field) => {
      await expectInOrder(visits(), field);
    });

    it('refuses floats of 32 bits, which come rounded to six digits', async () => {
      await expect(firstPage(visits(), 'weight')).rejects.toMatchObject({
        code: 'PAGE_PRECISION',
        hint: expect.stringContaining('32 bits'),
      });
    });
  });

  function useVisits(name: string, options: object): () => Client {
    const database = new MariadbDatabase(server, name);
    let prisma: Client;
    beforeAll(async () => {
      await database.create();
      const PrismaClient = await generatedClient('mysql');
      prisma = new PrismaClient({ adapter: new PrismaMariaDb(database.url, options) });
      await prisma.$executeRawUnsafe(TABLE);
    });
    beforeEach(async () => {
      await prisma.$executeRawUnsafe('DELETE FROM visit');
      await prisma.$executeRawUnsafe(ROWS);
    });
    afterAll(async () => {
      await prisma.$disconnect();
      await database.drop();
    });
    return () => prisma;
  }
});

function firstPage(prisma: Client, field: string): Promise<unknown> {
  return paginate(requestOf([{ field, direction: 'desc' }], undefined), prisma.visit);
}

async function expectInOrder(prisma: Client, field: string): Promise<void> {
  for (const direction of ['asc', 'desc'] as const) {
    const ids: number[] = [];
    const walk = { key: 'id', sort: { [field]: direction }, size: 3 };
    for await (const rows of iterate(prisma.visit, {}, walk) as AsyncIterable<Row[]>)
      ids.push(...rows.map(({ id }) => id));
    const order = `ORDER BY ${field} ${direction}, id ${direction}`;
    const ordered = (await prisma.$queryRawUnsafe(`SELECT id FROM visit ${order}`)) as Row[];
    expect(ids).toEqual(ordered.map(({ id }) => id));
  }
}

interface Row {
  readonly id: number;
}
