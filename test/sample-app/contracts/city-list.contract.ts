import { describe, expect, it } from '@jest/globals';
import type { Page } from 'nestjs-production-readiness';
import type { City } from '../../../sample-app/src/cities/city.js';
import type { SampleAppInstance } from '../support/sample-app-instance.js';

const ZURICH = 2657896;

export function itListsCities(app: () => SampleAppInstance): void {
  const list = (query: string) => app().get<Page<City>>(`/cities${query}`);

  describe('GET /cities', () => {
    it('lists the largest cities first', async () => {
      const { data, meta } = await list('?limit=3');
      expect(data.map(({ name }) => name)).toEqual(['Shanghai', 'Istanbul', 'Buenos Aires']);
      expect(meta).toMatchObject({ limit: 3, hasNext: true, hasPrevious: false, previous: null });
      const next = await list(`?limit=3&cursor=${meta.next}`);
      expect(next.data.map(({ name }) => name)).toEqual(['Mumbai', 'Mexico City', 'Beijing']);
    });

    it('lists by name, with no case and no accent between the names', async () => {
      const { data } = await list('?country=CH&search=zu&sort=name');
      const names = data.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Zürich', 'Zug']));
      expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
      const there = await list('?country=LI&sort=name');
      const back = await list('?country=LI&sort=-name');
      expect(back.data).toEqual(there.data.toReversed());
    });

    it('lists by country, and within it by what is asked for', async () => {
      const { data } = await list('?sort=-country,population&limit=50');
      const { data: last } = await list('?country=ZW&sort=population&limit=50');
      expect(data).toEqual(last);
    });

    it('refuses a cursor where another order or another filter is asked for', async () => {
      const { meta } = await list('?country=CH&limit=3');
      for (const query of ['country=CH&sort=name', 'country=DE', '']) {
        const response = await app().fetch(`/cities?${query}&cursor=${meta.next}`);
        expect(response.status).toBe(400);
      }
      expect((await list(`?country=CH&limit=5&cursor=${meta.next}`)).data).toHaveLength(5);
    });

    it('never gives more than the largest page', async () => {
      const { data } = await list('?limit=1000000');
      expect(data).toHaveLength(50);
    });

    it('shows what GeoNames says of a city, and nothing else', async () => {
      const { data } = await list('?country=CH&limit=1');
      expect(data).toEqual([
        {
          id: ZURICH,
          name: 'Zürich',
          country: 'CH',
          region: 'ZH',
          kind: 'PPLA',
          population: 341730,
          latitude: 47.36667,
          longitude: 8.55,
        },
      ]);
    });

    it.each(['LI', 'li'])('finds the cities of country %s', async (country) => {
      const { data } = await list(`?country=${country}`);
      expect(data).toHaveLength(11);
      expect(new Set(data.map((city) => city.country))).toEqual(new Set(['LI']));
    });

    it.each(['zürich', 'ZURICH'])('finds Zürich by %s', async (search) => {
      const { data } = await list(`?search=${encodeURIComponent(search)}`);
      expect(data[0]?.id).toBe(ZURICH);
    });

    it('combines its filters', async () => {
      const { data } = await list('?country=CA&search=london');
      expect(data.map(({ name, country }) => ({ name, country }))).toEqual([
        { name: 'London', country: 'CA' },
      ]);
    });

    it.each(['%', '_', '\\', "'"])('searches %s as a character, not a pattern', async (search) => {
      const { data } = await list(`?search=${encodeURIComponent(search)}&limit=50`);
      expect(data.filter(({ name }) => !name.startsWith(search))).toEqual([]);
    });

    it('gives every row of a country once when its pages are followed by number to the end', async () => {
      const names: string[] = [];
      let page: string | null = '1';
      while (page !== null) {
        const { data, meta }: Page<City> = await list(`?country=LI&limit=4&page=${page}`);
        names.push(...data.map(({ name }) => name));
        page = meta.next;
      }
      expect(names).toHaveLength(11);
      expect(new Set(names).size).toBe(11);
    });

    it.each(['', '&page=1'])(
      'links its pages so that following the header finds them all %s',
      async (by) => {
        let path: string | undefined = `/cities?country=LI&limit=4${by}`;
        const sizes: number[] = [];
        while (path !== undefined) {
          const response = await app().fetch(path);
          const { data } = (await response.json()) as Page<City>;
          sizes.push(data.length);
          path = nextOf(response);
        }
        expect(sizes).toEqual([4, 4, 3]);
      },
    );

    it.each([
      'country=CHE',
      'country=1',
      'country=',
      'country=CH&country=DE',
      'search=',
      'search=a&search=b',
      'search=%00',
      `search=${'x'.repeat(101)}`,
      'limit=all',
      'limit=0',
      'page=0',
      'page=1&page=2',
      'page=1000000',
      'cursor=xyz',
      'sort=latitude',
      'sort=name,-name',
    ])('refuses ?%s', async (query) => {
      const response = await app().fetch(`/cities?${query}`);
      expect(response.status).toBe(400);
    });

    it('does not repeat what it refuses', async () => {
      const response = await app().fetch('/cities?country=<script>&search=a&search=<script>');
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('script');
    });
  });
}

function nextOf(response: Response): string | undefined {
  const [, next] = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  return next === undefined ? undefined : new URL(next, response.url).href;
}
