import { PGlite } from '@electric-sql/pglite';
import { createClient, type Client } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleLibsql, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle as drizzleMysql, type MySql2Database } from 'drizzle-orm/mysql2';
import { drizzle as drizzlePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePGlite, type PgliteDatabase } from 'drizzle-orm/pglite';
import mysql from 'mysql2/promise';
import { DrizzlePageSource } from 'nestjs-production-readiness/drizzle';
import pg from 'pg';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { createTable, deleteFrom, insertInto, selectIds } from '../page-item.js';
import { pageSourceContract, type PageSourceFixture } from '../page-source.contract.js';
import { mysqlItems, pgItems, sqliteItems } from './items.js';

const TABLE = 'drizzle_items';

describeWithServer('postgres', 'Drizzle on node-postgres', (url) => {
  const schema = `drizzle_${process.pid}`;
  let pool: pg.Pool;
  let database: NodePgDatabase;
  const run = async (statement: string) => {
    const { rows } = await pool.query<{ id: number }>(statement);
    return rows;
  };
  pageSourceContract('a select of Drizzle on node-postgres', {
    estimates: true,
    async open() {
      // Dates that another session would read otherwise; positions are the same in all.
      const options = `-c search_path=${schema} -c datestyle=sql`;
      pool = new pg.Pool({ connectionString: url, max: 2, options });
      database = drizzlePostgres({ client: pool });
      await run(`create schema ${schema}`);
      await run(createTable(TABLE, 'postgres'));
    },
    async close() {
      await run(`drop schema ${schema} cascade`);
      await pool.end();
    },
    ...statementsOf(run),
    source: () => new DrizzlePageSource(database.select().from(pgItems)),
  });
});

describeWithServer('mariadb', 'Drizzle on mysql2', (url) => {
  const schema = `drizzle_${process.pid}`;
  let pool: mysql.Pool;
  let database: MySql2Database;
  const run = async (statement: string) => {
    const [rows] = await pool.query(statement);
    return rows as { id: number }[];
  };
  pageSourceContract('a select of Drizzle on mysql2', {
    async open() {
      const connection = await mysql.createConnection({ uri: url });
      await connection.query(`create database ${schema} character set utf8mb4`);
      await connection.end();
      pool = mysql.createPool({ uri: `${url}/${schema}`, connectionLimit: 2 });
      database = drizzleMysql({ client: pool });
      await run(createTable(TABLE, 'mariadb'));
    },
    async close() {
      await run(`drop database ${schema}`);
      await pool.end();
    },
    ...statementsOf(run),
    source: () => new DrizzlePageSource(database.select().from(mysqlItems)),
  });
});

function statementsOf(
  run: (statement: string) => Promise<readonly { id: number }[]>,
): Pick<PageSourceFixture, 'insert' | 'remove' | 'idsInOrder'> {
  return {
    async insert(items) {
      await run(insertInto(TABLE, items));
    },
    async remove(ids) {
      await run(deleteFrom(TABLE, ids));
    },
    async idsInOrder(sort) {
      return (await run(selectIds(TABLE, sort))).map(({ id }) => Number(id));
    },
  };
}

pageSourceContract('a select of Drizzle on PGlite', pgliteFixture());
pageSourceContract('a select of Drizzle on libSQL', libsqlFixture());

function pgliteFixture(): PageSourceFixture {
  let client: PGlite;
  let database: PgliteDatabase;
  return {
    estimates: true,
    async open() {
      client = await PGlite.create();
      database = drizzlePGlite({ client });
      await client.exec(createTable(TABLE, 'postgres'));
    },
    close: () => client.close(),
    ...statementsOf(async (statement) => (await client.query<{ id: number }>(statement)).rows),
    source: () => new DrizzlePageSource(database.select().from(pgItems)),
  };
}

function libsqlFixture(): PageSourceFixture {
  let client: Client;
  let database: LibSQLDatabase;
  return {
    async open() {
      client = createClient({ url: ':memory:' });
      database = drizzleLibsql({ client });
      await database.run(sql.raw(createTable(TABLE, 'sqlite')));
    },
    async close() {
      client.close();
    },
    ...statementsOf(async (statement) => database.all<{ id: number }>(sql.raw(statement))),
    // The driver refuses to read a bigint as a number.
    source: () => new DrizzlePageSource(database.select({ id: sqliteItems.id }).from(sqliteItems)),
  };
}
