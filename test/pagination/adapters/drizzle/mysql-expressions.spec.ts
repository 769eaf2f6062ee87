import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { bigint, customType, int, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import mysql from 'mysql2/promise';
import { PageFetchError } from 'nestjs-production-readiness';
import { DrizzlePageSource } from 'nestjs-production-readiness/drizzle';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { readAll } from '../read-all.js';

const point = customType<{ data: string }>({ dataType: () => 'point' });
const sums = mysqlTable('sums', {
  id: int().primaryKey(),
  large: bigint({ mode: 'bigint' }).notNull(),
  name: varchar({ length: 20 }).notNull(),
  place: point(),
});

/** Expressions whose neighbours JavaScript or a DOUBLE takes for one. */
const EXPRESSIONS = {
  decimal: 'large + 0.5',
  bigint: 'large + 1',
  int: 'length(name)',
  'varchar(20)': 'reverse(name)',
  double: 'large / 3e0',
  'varbinary(20)': 'cast(concat(name, char(255)) as binary)',
};

describeWithServer('mariadb', 'Drizzle by expressions of MariaDB', (url) => {
  const schema = `drizzle_expressions_${process.pid}`;
  let pool: mysql.Pool;
  let database: MySql2Database;

  beforeAll(async () => {
    const connection = await mysql.createConnection({ uri: url });
    await connection.query(`create database ${schema} character set utf8mb4`);
    await connection.end();
    pool = mysql.createPool({ uri: `${url}/${schema}`, connectionLimit: 1 });
    database = drizzle({ client: pool });
    await pool.query(`create table sums (id int primary key, large bigint not null,
      name varchar(20) not null, place point)`);
    await pool.query(`insert into sums select seq, 9007199254740990 + seq div 2,
      substr('abcdefgh', 1 + seq % 3, seq % 5), null from seq_1_to_20`);
  });

  afterAll(async () => {
    await pool.query(`drop database ${schema}`);
    await pool.end();
  });

  it.each(Object.entries(EXPRESSIONS))(
    'reads every row once by an expression that is said to be a %s',
    async (type, expression) => {
      const columns = { value: { column: sql.raw(expression), nullable: true, type } };
      for (const direction of ['asc', 'desc'] as const) {
        const source = new DrizzlePageSource(database.select().from(sums), { columns });
        const seen = await readAll(source, { value: direction, id: 'asc' });
        const [rows] = await pool.query(
          `select id from sums order by ${expression} ${direction}, id`,
        );
        expect(seen).toEqual((rows as { id: number }[]).map(({ id }) => id));
      }
    },
  );

  it('refuses an expression whose type it is not told, and says how to tell', async () => {
    const columns = { sum: sql`${sums.large} + 1` };
    const chosen = new DrizzlePageSource(database.select().from(sums), { columns });
    const sum = sql<bigint>`${sums.large} + 1`.as('sum');
    const selected = new DrizzlePageSource(database.select({ id: sums.id, sum }).from(sums));
    for (const source of [chosen, selected]) {
      const read = readAll(source, { sum: 'asc' });
      await expect(read).rejects.toThrow(PageFetchError);
      await expect(read).rejects.toMatchObject({
        code: 'PAGE_COLUMN_TYPE',
        message: expect.stringMatching(/"sum".*type: 'bigint'/s),
      });
    }
  });

  it('refuses a type that has no order of numbers or texts', async () => {
    const source = new DrizzlePageSource(database.select().from(sums));
    await expect(readAll(source, { place: 'asc' })).rejects.toThrow(/"place" has the type point/);
  });
});
