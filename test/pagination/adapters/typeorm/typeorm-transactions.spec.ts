import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TypeOrmPageSource, paginate } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema } from 'typeorm';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { readAll } from '../read-all.js';
import { requestOf } from '../walk-pages.js';

interface City {
  id: number;
  name: string;
}

/** Its columns may be NULL, whatever it says. */
const CitySchema = new EntitySchema<City>({
  name: 'City',
  tableName: 'city',
  columns: { id: { type: 'integer', primary: true }, name: { type: 'text' } },
});

describeWithServer('postgres', 'TypeORM with one connection to PostgreSQL', (url) => {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    extra: { options: '-c search_path=typeorm_single' },
    entities: [CitySchema],
  });

  beforeAll(async () => {
    await dataSource.initialize();
    await dataSource.query('CREATE SCHEMA typeorm_single');
    await dataSource.query('CREATE TABLE city (id integer PRIMARY KEY, name text)');
    await dataSource.query(`INSERT INTO city VALUES (1, 'Bern'), (2, 'Basel'), (3, NULL)`);
    await dataSource.query('ANALYZE city');
  });

  afterAll(async () => {
    await dataSource.query('DROP SCHEMA typeorm_single CASCADE');
    await dataSource.destroy();
  });

  it.each(['exact', 'capped', 'estimated'] as const)(
    'reads a page and its %s total in the transaction of the query',
    async (total) => {
      const page = await dataSource.transaction(async (manager) => {
        await manager.query(`INSERT INTO city VALUES (4, 'Biel')`);
        await manager.query('ANALYZE city');
        const query = manager.getRepository(CitySchema).createQueryBuilder('city');
        const read = await paginate(requestOf([], undefined, { total }), query);
        await manager.query('DELETE FROM city WHERE id = 4');
        return read;
      });
      expect(page.data).toHaveLength(4);
      expect(page.meta.total).toBe(4);
      expect(page.meta.totalIs).toBe(total === 'estimated' ? 'estimated' : undefined);
    },
  );

  it('refuses NULL in a column that the entity declares without, and names it', async () => {
    const query = dataSource.getRepository(CitySchema).createQueryBuilder('city');
    const read = readAll(new TypeOrmPageSource(query), { name: 'desc' });
    await expect(read).rejects.toMatchObject({
      code: 'PAGE_NULL',
      message: expect.stringContaining('"name"'),
    });
    const columns = { name: { column: 'city.name', nullable: true } };
    const source = new TypeOrmPageSource(query, { columns });
    expect(await readAll(source, { name: 'desc' })).toEqual([3, 1, 2]);
  });
});
