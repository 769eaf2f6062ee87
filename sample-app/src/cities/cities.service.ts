import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { and, eq, like, type SQL } from 'drizzle-orm';
import type { Page, PageRequest } from 'nestjs-production-readiness';
import { paginate } from 'nestjs-production-readiness/drizzle';
import { cities } from '../database/cities.table.js';
import { Database } from '../database/database.js';
import { city, type City } from './city.js';
import type { CityChange } from './city-change.js';
import type { CityFilter } from './city-filter.js';
import { searchable } from './searchable.js';

@Injectable()
export class CitiesService {
  constructor(
    private readonly database: Database,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  /** Names in the order in which they are searched, for no case and no accent to come between them. */
  list(filter: CityFilter, page: PageRequest): Promise<Page<City>> {
    const query = this.database.select(city).from(cities).where(matching(filter));
    return paginate(page, query, { columns: { name: cities.searchable } });
  }

  find(id: number): Promise<City> {
    return this.cache.wrap(`city:${id}`, () => this.load(id));
  }

  /** What the change makes wrong goes out of the cache after the write: here, and on every instance on the same Redis. */
  async change(id: number, { population }: CityChange): Promise<City> {
    const [changed] = await this.database
      .update(cities)
      .set({ population })
      .where(eq(cities.id, id))
      .returning(city);
    if (changed === undefined) throw unknownCity();
    await this.cache.mdel([`city:${id}`, 'countries']);
    return changed;
  }

  /** Throws for an unknown id, so that it is not cached: made-up ids would push real cities out. */
  private async load(id: number): Promise<City> {
    const [found] = await this.database.select(city).from(cities).where(eq(cities.id, id));
    if (found === undefined) throw unknownCity();
    return found;
  }
}

const unknownCity = () => new NotFoundException('There is no city with this id');

function matching({ country, search }: CityFilter): SQL | undefined {
  return and(
    country === undefined ? undefined : eq(cities.country, country.toUpperCase()),
    search === undefined ? undefined : like(cities.searchable, startingWith(searchable(search))),
  );
}

function startingWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
