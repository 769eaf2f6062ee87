import { describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { City } from '../../../sample-app/src/cities/city.js';
import { cities } from '../../../sample-app/src/database/cities.table.js';
import type { SampleAppInstance } from '../support/sample-app-instance.js';
import { VADUZ, withPopulation } from '../support/with-population.js';

export function itGivesOneCity(app: () => SampleAppInstance): void {
  describe('GET /cities/:id', () => {
    it('gives one city', async () => {
      expect(await app().get<City>(`/cities/${VADUZ}`)).toMatchObject({ name: 'Vaduz' });
    });

    it('answers from the cache after the first time', async () => {
      const before = await app().get<City>(`/cities/${VADUZ}`);
      await withPopulation(app(), 1_234_567, async () => {
        expect(await app().get<City>(`/cities/${VADUZ}`)).toEqual(before);
      });
    });

    it('does not remember that a city was missing', async () => {
      const id = 2_000_000_000;
      expect((await app().fetch(`/cities/${id}`)).status).toBe(404);
      await withCity(app(), id, async () => {
        expect((await app().fetch(`/cities/${id}`)).status).toBe(200);
      });
    });

    it.each(['1', '2147483647'])('knows no city %s', async (id) => {
      expect((await app().fetch(`/cities/${id}`)).status).toBe(404);
    });

    it.each(['abc', '0', '-1', '1.5', '2147483648', '99999999999999999999', '%00'])(
      'refuses the id %s',
      async (id) => {
        expect((await app().fetch(`/cities/${id}`)).status).toBe(400);
      },
    );
  });
}

export function itChangesACity(app: () => SampleAppInstance): void {
  describe('PATCH /cities/:id', () => {
    it('changes what GET has answered from the cache', async () => {
      const { population } = await app().get<City>(`/cities/${VADUZ}`);
      const change = { population: population + 1 };
      const response = await app().patch(`/cities/${VADUZ}`, change);
      expect(await response.json()).toMatchObject(change);
      expect(await app().get<City>(`/cities/${VADUZ}`)).toMatchObject(change);
      await app().patch(`/cities/${VADUZ}`, { population });
    });

    it.each([{}, { population: -1 }, { population: '1' }, { population: 1.5 }])(
      'refuses %p',
      async (change) => {
        expect((await app().patch(`/cities/${VADUZ}`, change)).status).toBe(400);
      },
    );

    it('knows no city 1', async () => {
      expect((await app().patch('/cities/1', { population: 1 })).status).toBe(404);
    });
  });
}

async function withCity(
  { database }: SampleAppInstance,
  id: number,
  test: () => Promise<void>,
): Promise<void> {
  const [vaduz] = await database.select().from(cities).where(eq(cities.id, VADUZ));
  if (vaduz === undefined) throw new Error('the cities are not imported');
  await database.insert(cities).values({ ...vaduz, id });
  try {
    await test();
  } finally {
    await database.delete(cities).where(eq(cities.id, id));
  }
}
