import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asc, desc, eq, gt, max, sql } from 'drizzle-orm';
import { alias, boolean, char, integer, pgTable, QueryBuilder, text } from 'drizzle-orm/pg-core';
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite';
import {
  completeSort,
  type Page,
  PageFetchError,
  parsePageRequest,
  type PageSort,
  type TotalKind,
} from 'nestjs-production-readiness';
import {
  type DrizzleOptions,
  type DrizzleQuery,
  iterate,
  paginate,
} from 'nestjs-production-readiness/drizzle';
import { requestOf } from '../walk-pages.js';

const countries = pgTable('countries', {
  code: char({ length: 2 }).primaryKey(),
  name: text().notNull(),
});

const cities = pgTable('cities', {
  id: integer().primaryKey(),
  name: text().notNull(),
  country: char({ length: 2 }),
  isCapital: boolean('is_capital').notNull(),
});

const schema = `
  create table countries (code char(2) primary key, name text not null);
  create table cities (
    id integer primary key, name text not null, country char(2), is_capital boolean not null
  );
  insert into countries values ('CH', 'Switzerland'), ('LI', 'Liechtenstein');
  insert into cities values
    (1, 'Bern', 'CH', true), (2, 'Zürich', 'CH', false), (3, 'Vaduz', 'LI', true),
    (4, 'Atlantis', null, true), (5, 'Basel', 'CH', false), (6, 'Avalon', null, false);
`;

describe('paginate() of Drizzle', () => {
  let client: PGlite;
  let database: PgliteDatabase;

  beforeAll(async () => {
    client = await PGlite.create();
    await client.exec(schema);
    database = drizzle({ client });
  });

  afterAll(() => client.close());

  it('gives the rows as the query types and decodes them', async () => {
    const query = database.select({ id: cities.id, capital: cities.isCapital }).from(cities);
    const page: Page<{ id: number; capital: boolean }> = await paginate(first('id asc', 2), query);
    expect(page.data).toEqual([
      { id: 1, capital: true },
      { id: 2, capital: false },
    ]);
  });

  it('sorts by what is selected under a name before the column of that name', async () => {
    const query = database
      .select({ id: cities.id, name: countries.name })
      .from(cities)
      .innerJoin(countries, eq(cities.country, countries.code));
    expect(await walk(query, 'name desc, id asc')).toEqual([1, 2, 5, 3]);
  });

  it('sorts by columns that are not selected, and by columns that an option names', async () => {
    const query = database
      .select({ id: cities.id })
      .from(cities)
      .innerJoin(countries, eq(cities.country, countries.code));
    const options = { columns: { countryName: countries.name } };
    expect(await walk(query, 'name asc', options)).toEqual([5, 1, 3, 2]);
    expect(await walk(query, 'countryName asc, name desc', options)).toEqual([3, 2, 1, 5]);
  });

  it('keeps rows that a left join found nothing for, with null in their place', async () => {
    const query = database
      .select()
      .from(cities)
      .leftJoin(countries, eq(cities.country, countries.code));
    const options = { columns: { id: cities.id, countryName: countries.name } };
    const sort = sortOf('countryName desc');
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await paginate(requestOf(sort, cursor, { limit: 2 }), query, options);
      seen.push(...page.data.map((row) => row.countries?.name));
      cursor = page.meta.next ?? undefined;
    } while (cursor !== undefined);
    const ch = 'Switzerland';
    expect(seen).toEqual([undefined, undefined, ch, ch, ch, 'Liechtenstein']);
  });

  it('walks tables under an alias, subqueries, groups and expressions', async () => {
    const other = alias(cities, 'other');
    const aliased = database.select({ id: other.id, name: other.name }).from(other);
    expect(await walk(aliased, 'name desc')).toEqual([2, 3, 1, 5, 6, 4]);

    const inner = database.select().from(cities).where(gt(cities.id, 2)).as('inner');
    const nested = database.select().from(inner);
    expect(await walk(nested, 'country desc, id asc')).toEqual([4, 6, 3, 5]);

    const groups = database
      .select({ id: cities.country, largest: max(cities.id) })
      .from(cities)
      .groupBy(cities.country);
    expect(await walk(groups, 'id asc', {}, 1)).toEqual(['CH', 'LI', null]);

    const length = sql<number>`length(${cities.name})`.as('length');
    const expressions = database.select({ id: cities.id, length }).from(cities);
    expect(await walk(expressions, 'length desc, id desc')).toEqual([4, 6, 2, 5, 3, 1]);
  });

  it('sorts by booleans, which some drivers take for nothing else', async () => {
    const query = database.select().from(cities);
    expect(await walk(query, 'isCapital desc')).toEqual([4, 3, 1, 6, 5, 2]);
  });

  it('keeps the filter of the query on every page', async () => {
    const query = database.select().from(cities).where(eq(cities.country, 'CH'));
    expect(await walk(query, 'isCapital desc, name asc', {}, 1)).toEqual([1, 5, 2]);
  });

  it('leaves the query as it is, for a page and its total at the same time and for the next page', async () => {
    const query = database.select().from(cities).orderBy(desc(cities.name));
    const before = query.toSQL();
    const request = requestOf(sortOf('id asc'), undefined, { limit: 2, total: 'exact' });
    const [one, other] = await Promise.all([paginate(request, query), paginate(request, query)]);
    expect(one.meta.total).toBe(6);
    expect(other.data).toEqual(one.data);
    expect(query.toSQL()).toEqual(before);
  });

  it('keeps the order of the query where the request has none', async () => {
    const query = database.select().from(cities).orderBy(desc(cities.id));
    const page = await paginate(parsePageRequest({ limit: 2, page: 2 }), query);
    expect(page.data.map(({ id }) => id)).toEqual([4, 3]);
    const sorted = await paginate(
      { ...parsePageRequest({ limit: 2 }), sort: sortOf('id asc') },
      query,
    );
    expect(sorted.data.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('counts the rows of the query, distinct ones once', async () => {
    const request = requestOf(sortOf('country asc'), undefined, { total: 'exact' });
    const distinct = database.selectDistinct({ country: cities.country }).from(cities);
    const page = await paginate({ ...request, sort: sortOf('country asc') }, distinct);
    expect(page.meta.total).toBe(3);
    const joined = database
      .select()
      .from(cities)
      .innerJoin(countries, eq(cities.country, countries.code));
    const options = { columns: { id: cities.id } };
    expect((await paginate(first('id asc', 1, 'exact'), joined, options)).meta.total).toBe(4);
  });

  it('iterates over all rows with the types of the query', async () => {
    const names: string[] = [];
    const query = database.select().from(cities);
    for await (const rows of iterate(query, { key: 'id', sort: { country: 'asc' }, size: 4 }))
      names.push(...rows.map(({ name }) => name));
    expect(names).toEqual(['Bern', 'Zürich', 'Basel', 'Vaduz', 'Atlantis', 'Avalon']);
  });

  it('reads a page and its total in a transaction, one after the other', async () => {
    for (const total of ['exact', 'capped', 'estimated'] as const) {
      const page = await database.transaction(async (transaction) => {
        await transaction.execute(sql`insert into cities values (7, 'Thun', 'CH', false)`);
        const query = transaction.select().from(cities);
        const read = await paginate(first('id desc', 1, total), query);
        await transaction.execute(sql`delete from cities where id = 7`);
        return read;
      });
      expect(page.data).toMatchObject([{ name: 'Thun' }]);
      if (total !== 'estimated') expect(page.meta.total).toBe(7);
    }
  });

  it('refuses NULL in a column that an option says is without, and names it', async () => {
    const query = database.select().from(cities);
    const columns = { country: { column: cities.country, nullable: false } };
    await expect(walk(query, 'country desc, id asc', { columns })).rejects.toMatchObject({
      code: 'PAGE_NULL',
      message: expect.stringContaining('"country"'),
    });
  });

  it('names a field that the query has no column for', async () => {
    const query = database.select().from(cities);
    const refused = paginate(first('mayor asc'), query);
    await expect(refused).rejects.toThrow(PageFetchError);
    await expect(refused).rejects.toThrow(/"mayor"/);
    await expect(paginate(first('constructor asc'), query)).rejects.toThrow(/"constructor"/);
  });

  it('refuses a query with a limit, an offset or a union, which a page would overrule', async () => {
    const query = () => database.select().from(cities);
    const union = query().unionAll(query());
    for (const limited of [query().limit(5), query().offset(5), union])
      await expect(paginate(first('id asc'), limited)).rejects.toThrow(/of its own/);
    const all = database.select().from(union.as('all'));
    expect((await paginate(first('id asc', 20), all)).data).toHaveLength(12);
  });

  it('refuses what is no select of a database', async () => {
    // @ts-expect-error A query builder has no session to run a query.
    const built = paginate(first('id asc'), new QueryBuilder().select().from(cities));
    await expect(built).rejects.toThrow(/database instance/);
    // @ts-expect-error A statement is no select.
    const updated = paginate(first('id asc'), database.update(cities).set({ name: '' }));
    await expect(updated).rejects.toThrow(/no select/);
    expect(await database.select().from(cities).orderBy(asc(cities.id)).limit(1)).toMatchObject([
      { name: 'Bern' },
    ]);
  });
});

/** The ids in the order of all pages, which are the same on the way back. */
async function walk(
  query: DrizzleQuery<{ id: unknown }>,
  sort: string,
  options: DrizzleOptions = {},
  limit = 2,
): Promise<unknown[]> {
  const read = (cursor?: string | null) =>
    paginate(requestOf(sortOf(sort), cursor ?? undefined, { limit }), query, options);
  const pages = [await read()];
  for (let last = pages.at(-1); last?.meta.next; last = pages.at(-1))
    pages.push(await read(last.meta.next));
  const back = [];
  for (let cursor = pages.at(-1)?.meta.previous; cursor; cursor = back[0]?.meta.previous)
    back.unshift(await read(cursor));
  expect(back.map(({ data }) => data)).toEqual(pages.slice(0, -1).map(({ data }) => data));
  return pages.flatMap(({ data }) => data.map(({ id }) => id));
}

function first(sort: string, limit = 2, total: TotalKind = 'none') {
  return requestOf(sortOf(sort), undefined, { limit, total });
}

function sortOf(text: string): PageSort[] {
  const columns = text.split(', ').map((column): PageSort => {
    const [field = '', direction] = column.split(' ');
    return { field, direction: direction === 'desc' ? 'desc' : 'asc' };
  });
  return completeSort(columns, []);
}
