import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'nestjs-production-readiness';
import { searchable } from '../../../sample-app/src/cities/searchable.js';
import type { City } from '../../../sample-app/src/cities/city.js';
import type { SampleAppInstance, Settings } from '../support/sample-app-instance.js';

const CITIES = 135_233;

/** Whether two neighbours are in the order that was asked for. */
type InOrder = (before: City, after: City) => boolean;

const byPopulation: InOrder = (a, b) =>
  a.population === b.population ? a.id > b.id : a.population > b.population;
const byName: InOrder = (a, b) =>
  searchable(a.name) === searchable(b.name) ? a.id < b.id : compareNames(a, b) < 0;
const byCountry: InOrder = (a, b) =>
  a.country === b.country ? byPopulation(a, b) : a.country < b.country;

const orders: readonly (readonly [string, InOrder])[] = [
  ['', byPopulation],
  ['sort=name', byName],
  ['sort=country,-population', byCountry],
];

/** By as large pages as there can be: 14 requests. */
export function itWalksAllCities(start: (settings: Settings) => Promise<SampleAppInstance>): void {
  describe('GET /cities by cursor', () => {
    let app: SampleAppInstance;

    beforeAll(async () => {
      app = await start({ PAGE_SIZE_MAX: 10_000 });
    }, 120_000);

    afterAll(() => app?.close());

    it.each(orders)(
      'gives every city once and in order: ?%s',
      async (sort, isInOrder) => {
        const ids = new Set<number>();
        let cities = 0;
        let last: City | undefined;
        for await (const city of citiesOf(app, sort)) {
          if (last !== undefined && !isInOrder(last, city))
            throw new Error(`${last.name} (${last.id}) is before ${city.name} (${city.id})`);
          ids.add(city.id);
          cities++;
          last = city;
        }
        expect({ cities, different: ids.size }).toEqual({ cities: CITIES, different: CITIES });
      },
      120_000,
    );
  });
}

async function* citiesOf(app: SampleAppInstance, sort: string): AsyncGenerator<City> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { data, meta }: Page<City> = await app.get(`/cities?limit=10000&${sort}${from}`);
    yield* data;
    cursor = meta.next;
  }
}

/** As PostgreSQL's collation "C" does, by the bytes of UTF-8. */
function compareNames(a: City, b: City): number {
  return Buffer.compare(Buffer.from(searchable(a.name)), Buffer.from(searchable(b.name)));
}
