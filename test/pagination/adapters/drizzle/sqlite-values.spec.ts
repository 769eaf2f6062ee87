import { createClient, type Client } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DrizzlePageSource } from 'nestjs-production-readiness/drizzle';
import { readAll } from '../read-all.js';
import { SQLITE_COLUMNS, SQLITE_EXPRESSIONS, SQLITE_VALUES } from '../sqlite-values.js';

const kinds = sqliteTable('kinds', { id: integer().primaryKey() });
const files = sqliteTable('files', { uid: blob({ mode: 'buffer' }).primaryKey(), id: integer() });
const names = sqliteTable('names', { id: integer().primaryKey(), name: text() });
const directions = ['asc', 'desc'] as const;

describe('Drizzle on libSQL', () => {
  let client: Client;
  let database: LibSQLDatabase;

  beforeAll(async () => {
    client = createClient({ url: ':memory:' });
    database = drizzle({ client });
    for (const statement of SQLITE_VALUES) await database.run(sql.raw(statement));
    await database.run(sql`create table files (uid blob primary key, id integer)`);
    await database.run(sql`insert into files values (x'6161', 1), (x'6162', 2), (x'fffe', 3),
      (x'62', 4), (x'00', 5), (x'', 6)`);
    await database.run(sql`create table names (id integer primary key, name text)`);
    await database.run(sql`with recursive n (id) as (select 1 union select id + 1 from n where id < 20)
      insert into names select id, substr('abcdefgh', 1, id % 7) from n`);
  });

  afterAll(() => client.close());

  const inOrder = async (from: string, order: string) => {
    const rows = await database.all<{ id: number }>(
      sql.raw(`select id from ${from} order by ${order}`),
    );
    return rows.map(({ id }) => id);
  };

  it.each(Object.entries({ ...columnNames(), ...SQLITE_EXPRESSIONS }))(
    'reads every row once, in order, by %s',
    async (name, expression) => {
      const columns = { value: sql.raw(expression) };
      for (const direction of directions) {
        const source = new DrizzlePageSource(database.select().from(kinds), { columns });
        const seen = await readAll(source, { value: direction, id: 'asc' });
        expect(seen).toEqual(await inOrder('expressions', `${name} ${direction}, id`));
      }
    },
  );

  it.each(directions)('reads every row once by a selected expression, %s', async (direction) => {
    const length = sql<number>`length(${names.name})`.as('length');
    const query = database.select({ id: names.id, length }).from(names);
    const seen = await readAll(new DrizzlePageSource(query), { length: direction });
    expect(seen).toEqual(await inOrder('names', `length(name) ${direction}, id ${direction}`));
  });

  it.each(directions)('reads every row once by a key of bytes, %s', async (direction) => {
    const source = new DrizzlePageSource(database.select().from(files));
    const seen = await readAll(source, { uid: direction });
    expect(seen).toEqual(await inOrder('files', `uid ${direction}`));
  });
});

function columnNames(): Record<string, string> {
  return Object.fromEntries(Object.keys(SQLITE_COLUMNS).map((name) => [name, name]));
}
