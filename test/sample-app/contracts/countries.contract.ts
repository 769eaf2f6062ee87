import { describe, expect, it } from '@jest/globals';
import type { Page } from 'nestjs-production-readiness';
import type { City } from '../../../sample-app/src/cities/city.js';
import type { Country } from '../../../sample-app/src/countries/country.js';
import type { SampleAppInstance } from '../support/sample-app-instance.js';
import { VADUZ, withPopulation } from '../support/with-population.js';

export function itSumsUpCountries(app: () => SampleAppInstance): void {
  describe('GET /countries', () => {
    it('sums up every city once', async () => {
      const countries = await app().get<Country[]>('/countries');
      expect(countries).toHaveLength(246);
      expect(countries.reduce((sum, country) => sum + country.cities, 0)).toBe(135_233);
    });

    it('knows the largest city of a country', async () => {
      const countries = await app().get<Country[]>('/countries');
      expect(countries.find(({ code }) => code === 'LI')).toEqual({
        code: 'LI',
        name: 'Liechtenstein',
        cities: 11,
        population: 34_927,
        largestCity: 'Schaan',
      });
    });

    it('answers from the cache after the first time', async () => {
      const before = await app().get<Country[]>('/countries');
      await withPopulation(app(), 1_234_567, async () => {
        const { data } = await app().get<Page<City>>('/cities?country=LI&limit=1');
        expect(data[0]?.id).toBe(VADUZ);
        expect(await app().get<Country[]>('/countries')).toEqual(before);
      });
    });
  });
}
