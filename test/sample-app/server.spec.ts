import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { count } from 'drizzle-orm';
import { cities } from '../../sample-app/src/database/cities.table.js';
import { describeWithServer } from '../support/describe-with-server.js';
import { itServesCities } from './contracts/cities-api.contract.js';
import { SampleAppInstance } from './support/sample-app-instance.js';
import { TemporaryDatabase } from './support/temporary-database.js';

describeWithServer('postgres', 'the cities API on a PostgreSQL server', (server) => {
  let database: TemporaryDatabase;

  beforeAll(async () => {
    database = await TemporaryDatabase.create(server);
  });

  afterAll(() => database?.drop());

  it('imports once when two instances start on an empty database together', async () => {
    const start = () => SampleAppInstance.start('Express', { DATABASE_URL: database.url });
    const instances = await Promise.all([start(), start()]);
    const rows = await instances[0].database.select({ cities: count() }).from(cities);
    await Promise.all(instances.map((instance) => instance.close()));
    expect(rows).toEqual([{ cities: 135_233 }]);
  }, 120_000);

  itServesCities((platform) => SampleAppInstance.start(platform, { DATABASE_URL: database.url }));
});
