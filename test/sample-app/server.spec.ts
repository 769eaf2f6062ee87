import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { count } from 'drizzle-orm';
import { cities } from '../../sample-app/src/database/cities.table.js';
import type { City } from '../../sample-app/src/cities/city.js';
import { describeWithServer } from '../support/describe-with-server.js';
import { eventually } from '../support/eventually.js';
import { itWalksAllCities } from './contracts/all-cities.contract.js';
import { itServesCities } from './contracts/cities-api.contract.js';
import { SampleAppInstance } from './support/sample-app-instance.js';
import { TemporaryDatabase } from './support/temporary-database.js';
import { VADUZ } from './support/with-population.js';

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

  itWalksAllCities((settings) =>
    SampleAppInstance.start('Express', { DATABASE_URL: database.url, ...settings }),
  );

  describeWithServer('redis', 'with a cache on Redis', (CACHE_URL) => {
    const instances: SampleAppInstance[] = [];

    afterEach(() => Promise.all(instances.splice(0).map((instance) => instance.close())));

    it('shows a change by one instance on the other, which had cached it', async () => {
      const cache = { CACHE_URL, CACHE_NAMESPACE: `test-${randomUUID()}` };
      for (const platform of ['Express', 'Fastify'] as const) {
        const servers = { DATABASE_URL: database.url, ...cache };
        instances.push(await SampleAppInstance.start(platform, servers));
      }
      const [one, other] = instances;
      if (one === undefined || other === undefined) throw new Error('they were just started');
      const path = `/cities/${VADUZ}`;
      const { population } = await one.get<City>(path);
      for (const next of [population + 1, population]) {
        await eventually(async () =>
          expect(await other.get<City>(path)).toEqual(await one.get(path)),
        );
        await one.patch(path, { population: next });
        await eventually(async () => expect((await other.get<City>(path)).population).toBe(next));
      }
    }, 120_000);
  });
});
