import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Page } from 'nestjs-production-readiness';
import pg from 'pg';
import type { City } from '../../sample-app/src/cities/city.js';
import { describeWithServer } from '../support/describe-with-server.js';
import { SampleAppInstance } from './support/sample-app-instance.js';
import { TemporaryDatabase } from './support/temporary-database.js';

/** What the application created before it listed cities by name and by cursors. */
const EARLIER = sql`
  create schema sample_app;
  create table sample_app.cities (
    id integer primary key,
    name text not null,
    searchable text not null,
    country char(2) not null,
    region text not null,
    kind text not null,
    population integer not null,
    latitude double precision not null,
    longitude double precision not null
  );
  insert into sample_app.cities values
    (1, 'Élan', 'elan', 'FR', '1', 'PPL', 10, 0, 0), (2, 'Zoo', 'zoo', 'FR', '1', 'PPL', 20, 0, 0);
  create index on sample_app.cities (population desc, id);
  create index on sample_app.cities (country, population desc, id);
  create index on sample_app.cities (searchable text_pattern_ops);`;

describeWithServer('postgres', 'a database of an earlier version', (server) => {
  let database: TemporaryDatabase;

  beforeAll(async () => {
    database = await TemporaryDatabase.create(server);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await drizzle({ client }).execute(EARLIER);
    await client.end();
  });

  afterAll(() => database?.drop());

  it('keeps its rows and gets the indexes of today, once', async () => {
    for (let starts = 0; starts < 2; starts++) {
      const app = await SampleAppInstance.start('Express', { DATABASE_URL: database.url });
      const { data } = await app.get<Page<City>>('/cities?sort=name');
      const { rows } = await app.database.execute<{ indexname: string }>(
        sql`select indexname from pg_indexes where schemaname = 'sample_app' order by 1`,
      );
      await app.close();
      expect(data.map(({ id }) => id)).toEqual([1, 2]);
      expect(rows.map(({ indexname }) => indexname)).toEqual([
        'cities_by_country',
        'cities_by_country_largest',
        'cities_by_name',
        'cities_by_population',
        'cities_pkey',
      ]);
    }
  });
});
