import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TypeOrmPageSource } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema } from 'typeorm';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { readAll } from '../read-all.js';
import { SQLITE_COLUMNS, SQLITE_EXPRESSIONS, SQLITE_VALUES } from '../sqlite-values.js';
import { MariadbDatabase } from '../mariadb-database.js';

const directions = ['asc', 'desc'] as const;

describe('TypeORM on a view of SQLite', () => {
  const fields = Object.keys({ ...SQLITE_COLUMNS, ...SQLITE_EXPRESSIONS });
  const view = viewOf('expressions', fields);
  const dataSource = new DataSource({ type: 'sqljs', entities: [view] });

  beforeAll(async () => {
    await dataSource.initialize();
    for (const statement of SQLITE_VALUES) await dataSource.query(statement);
  });

  afterAll(() => dataSource.destroy());

  it.each(fields)('reads every row once, in order, by %s', async (field) => {
    for (const direction of directions) {
      const query = dataSource.getRepository(view).createQueryBuilder('row').select('row.id');
      const seen = await readAll(new TypeOrmPageSource(query), { [field]: direction, id: 'asc' });
      const rows: { id: number }[] = await dataSource.query(
        `SELECT id FROM expressions ORDER BY ${field} ${direction}, id`,
      );
      expect(seen).toEqual(rows.map(({ id }) => id));
    }
  });
});

describeWithServer('mariadb', 'TypeORM on a view of MariaDB', (server) => {
  const database = new MariadbDatabase(server, 'typeorm_views');
  const view = viewOf('sums', ['total']);
  const dataSource = new DataSource({ type: 'mariadb', url: database.url, entities: [view] });
  const query = () => dataSource.getRepository(view).createQueryBuilder('row');

  beforeAll(async () => {
    await database.create();
    await dataSource.initialize();
    await dataSource.query(`CREATE VIEW sums AS
      SELECT seq AS id, 9007199254740993 + seq DIV 2 AS total FROM seq_1_to_20`);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('refuses a column without a type, and says where to give it', async () => {
    await expect(readAll(new TypeOrmPageSource(query()), { total: 'asc' })).rejects.toMatchObject({
      code: 'PAGE_COLUMN_TYPE',
      message: expect.stringMatching(/"total".*type: 'bigint'/s),
    });
  });

  it('needs no type for a page by number', async () => {
    const sort = [{ field: 'total', direction: 'desc' }] as const;
    const rows = await new TypeOrmPageSource(query()).window({ take: 3, skip: 0 }, sort);
    expect(rows).toHaveLength(3);
  });

  it.each(directions)('reads every row once by a column whose type is given, %s', async (way) => {
    const columns = { total: { column: 'row.total', type: 'bigint' } };
    const seen = await readAll(new TypeOrmPageSource(query(), { columns }), { total: way });
    const ids = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(seen.map(Number)).toEqual(way === 'asc' ? ids : ids.toReversed());
  });
});

/** As @ViewEntity and @ViewColumn make it: without types. */
function viewOf(name: string, fields: readonly string[]): EntitySchema<{ id: number }> {
  const untyped = Object.fromEntries(fields.map((field) => [field, {}]));
  return new EntitySchema<{ id: number }>({
    name,
    tableName: name,
    type: 'view',
    columns: { id: { type: 'integer', primary: true }, ...untyped } as never,
  });
}
