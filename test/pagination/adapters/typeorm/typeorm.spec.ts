import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PageFetchError, type PageRequest, type PageSort } from 'nestjs-production-readiness';
import { iterate, paginate } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema } from 'typeorm';
import { idsOf, requestOf } from '../walk-pages.js';

interface Country {
  id: number;
  name: string;
  cities: City[];
}

interface City {
  id: number;
  population: number;
  address: { zip: string };
  country: Pick<Country, 'id' | 'name'> | null;
  removed: Date | null;
}

const CountrySchema = new EntitySchema<Country>({
  name: 'Country',
  columns: { id: { type: 'integer', primary: true }, name: { type: 'varchar' } },
  relations: { cities: { type: 'one-to-many', target: 'City', inverseSide: 'country' } },
});
const AddressSchema = new EntitySchema<City['address']>({
  name: 'Address',
  columns: { zip: { type: 'varchar', name: 'post_code' } },
});
const CitySchema = new EntitySchema<City>({
  name: 'City',
  columns: {
    id: { type: 'integer', primary: true },
    population: { type: 'integer', name: 'number_of_people' },
    removed: { type: 'datetime', nullable: true, deleteDate: true },
  },
  embeddeds: { address: { schema: AddressSchema, prefix: 'addr' } },
  relations: {
    country: { type: 'many-to-one', target: 'Country', inverseSide: 'cities', nullable: true },
  },
});

const dataSource = new DataSource({
  type: 'sqljs',
  synchronize: true,
  cache: true,
  entities: [CountrySchema, CitySchema],
});
const countries = [
  { id: 1, name: 'Austria' },
  { id: 2, name: 'Belgium' },
];
const cities = Array.from({ length: 12 }, (_, i) => ({
  id: i + 1,
  population: (i * 7) % 5,
  address: { zip: String(900 - (i % 4)) },
  country: countries[i % 3] ?? null,
  removed: i === 11 ? new Date() : null,
}));
/** All but the one that is removed. */
const ALL = cities.slice(0, 11);

beforeAll(async () => {
  await dataSource.initialize();
  await dataSource.getRepository(CountrySchema).save(countries);
  await dataSource.getRepository(CitySchema).save(cities);
});

afterAll(() => dataSource.destroy());

const builder = () => dataSource.getRepository(CitySchema).createQueryBuilder('city');
const byPopulation: PageSort[] = [{ field: 'population', direction: 'desc' }];

function inOrder(...by: ((city: City) => number | string | null)[]): number[] {
  const compare = (a: City, b: City) =>
    by.map((of) => order(of(a), of(b))).find((each) => each !== 0) ?? a.id - b.id;
  return ALL.toSorted(compare).map(({ id }) => id);
}

function order(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

describe('paginate of ./typeorm', () => {
  it('walks pages of entities by cursor', async () => {
    const first = await paginate(requestOf(byPopulation, undefined), builder());
    const second = await paginate(requestOf(byPopulation, first.meta.next ?? ''), builder());
    // The key goes the way of the column before it.
    const expected = ALL.toSorted((a, b) => b.population - a.population || b.id - a.id);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(expected.map(({ id }) => id));
    expect(second.meta.next).toBeNull();
    expect(Object.keys(first.data[0] ?? {}).sort()).toEqual([
      'address',
      'id',
      'population',
      'removed',
    ]);
  });

  it('leaves the query as it was', async () => {
    const query = builder().where('city.id > :keyset_p0', { keyset_p0: 2 }).take(3);
    const before = query.getQueryAndParameters();
    const first = await paginate(requestOf(byPopulation, undefined), query);
    await paginate(requestOf(byPopulation, first.meta.next ?? '', { total: 'capped' }), query);
    expect(query.getQueryAndParameters()).toEqual(before);
  });

  it('keeps the conditions of the query together, and its parameters whatever they are called', async () => {
    const query = builder()
      .where('city.id <> :keyset_p0', { keyset_p0: 9 })
      .orWhere('city.id = :keyset_p1', { keyset_p1: 99 });
    const first = await paginate(requestOf([], undefined, { limit: 3 }), query);
    const second = await paginate(requestOf([], first.meta.next ?? ''), query);
    expect([idsOf(first), idsOf(second)]).toEqual([
      [1, 2, 3],
      [4, 5, 6, 7, 8, 10],
    ]);
  });

  it('does not mind the order, the limit and the name in the cache of the query', async () => {
    const query = builder().orderBy('city.id', 'DESC').limit(1).skip(5).cache('cities', 60_000);
    const first = await paginate(requestOf([], undefined, { total: 'exact' }), query);
    const second = await paginate(requestOf([], first.meta.next ?? ''), query);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ALL.map(({ id }) => id));
    expect(first.meta.total).toBe(ALL.length);
  });

  it('keeps the order of the query where the request has none', async () => {
    const request: PageRequest = {
      ...{ mode: 'page', page: 2, limit: 4, offset: 4, sort: [], total: 'none' },
    };
    const page = await paginate(request, builder().orderBy('city.id', 'DESC'));
    expect(idsOf(page)).toEqual([7, 6, 5, 4]);
  });

  it.each([
    ['an embedded property', 'address.zip', inOrder(({ address }) => address.zip)],
    ['a relation', 'country', inOrder(({ country }) => country?.id ?? null)],
    ['the key of a relation', 'country.id', inOrder(({ country }) => country?.id ?? null)],
    [
      'a property of a joined entity',
      'country.name',
      inOrder((city) => city.country?.name ?? null),
    ],
    ['a chosen column', 'where', inOrder(({ country }) => country?.name ?? null)],
  ])('sorts by %s', async (_, field, expected) => {
    const query = builder().leftJoinAndSelect('city.country', 'c');
    const sort = { [field]: 'asc' } as const;
    const seen: City[] = [];
    const columns = { where: 'c.name' };
    for await (const rows of iterate(query, { key: 'id', sort, size: 2, columns }))
      seen.push(...rows);
    expect(seen.map(({ id }) => id)).toEqual(expected);
    expect(seen.find(({ id }) => id === 1)?.country).toEqual({ id: 1, name: 'Austria' });
  });

  it('sorts by the key of a relation that is not joined', async () => {
    const sort = { 'country.id': 'asc' } as const;
    const ids: number[] = [];
    for await (const rows of iterate(builder(), { key: 'id', sort, size: 5 }))
      ids.push(...rows.map(({ id }) => id));
    expect(ids).toEqual(inOrder(({ country }) => country?.id ?? null));
  });

  it('counts the rows of a query with DISTINCT and joins', async () => {
    const query = builder().distinct().innerJoinAndSelect('city.country', 'c');
    const withCountry = ALL.filter(({ country }) => country !== null).length;
    for (const total of ['exact', 'capped'] as const) {
      const page = await paginate(requestOf(byPopulation, undefined, { total }), query);
      expect(page.meta.total).toBe(withCountry);
    }
  });
});

describe('paginate of ./typeorm refuses', () => {
  it.each(['innerJoin', 'leftJoinAndSelect'] as const)('%s of a relation to many', async (join) => {
    const query = dataSource.getRepository(CountrySchema).createQueryBuilder('country');
    query[join]('country.cities', 'city');
    await expect(refusal(paginate(requestOf([], undefined), query))).resolves.toMatchObject({
      code: 'PAGE_JOINS',
      message: expect.stringMatching(/Country\.cities.*\n.*EXISTS/s),
    });
  });

  it('a join of its own that turns out to have many rows for one', async () => {
    const query = dataSource
      .getRepository(CountrySchema)
      .createQueryBuilder('country')
      .innerJoin('City', 'city', 'city.countryId = country.id');
    await expect(refusal(paginate(requestOf([], undefined), query))).resolves.toMatchObject({
      code: 'PAGE_JOINS',
    });
  });

  it.each(['nosuch', 'constructor', 'country.name', 'city.id', 'id; DROP TABLE city'])(
    'a field that the query has no column for: %s',
    async (field) => {
      const sort: PageSort[] = [{ field, direction: 'asc' }];
      const error = await refusal(paginate(requestOf(sort, undefined), builder()));
      expect(error).toMatchObject({ code: 'PAGE_FIELD' });
      expect(error.message).toContain(`"${field}"`);
    },
  );

  it.each(['name', 'nosuch.name', 'c.nosuch'])(
    'a chosen column that is none: %s',
    async (column) => {
      const query = builder().leftJoin('city.country', 'c');
      const sort: PageSort[] = [{ field: 'where', direction: 'asc' }];
      const page = paginate(requestOf(sort, undefined), query, { columns: { where: column } });
      await expect(refusal(page)).resolves.toMatchObject({ code: 'PAGE_FIELD' });
    },
  );

  it('a query of no entity', async () => {
    const query = dataSource
      .createQueryBuilder()
      .select('city.id')
      .from('(SELECT 1 AS id)', 'city');
    await expect(refusal(paginate(requestOf([], undefined), query))).resolves.toMatchObject({
      code: 'PAGE_ENTITY',
    });
  });

  it('a database that it knows nothing of', async () => {
    const oracle = new DataSource({ type: 'sqljs', entities: [CitySchema, CountrySchema] });
    await oracle.initialize();
    const query = oracle.getRepository(CitySchema).createQueryBuilder('city');
    Object.defineProperty(oracle, 'options', { value: { ...oracle.options, type: 'oracle' } });
    const error = await refusal(paginate(requestOf([], undefined), query));
    await oracle.destroy();
    expect(error).toMatchObject({
      code: 'PAGE_DATABASE',
      message: expect.stringContaining('oracle'),
    });
  });

  async function refusal(page: Promise<unknown>): Promise<PageFetchError> {
    const error: unknown = await page.catch((thrown: unknown) => thrown);
    if (error instanceof PageFetchError) return error;
    throw new Error(`Not refused: ${String(error)}`);
  }
});
