import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable } from '@nestjs/common';
import { count, desc, sql, sum } from 'drizzle-orm';
import { cities } from '../database/cities.table.js';
import { Database } from '../database/database.js';
import type { Country } from './country.js';

const names = new Intl.DisplayNames('en', { type: 'region' });

@Injectable()
export class CountriesService {
  constructor(
    private readonly database: Database,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  /** Reads every city, so one request in ten minutes pays for it and the others get what it found. */
  list(): Promise<Country[]> {
    return this.cache.wrap('countries', () => this.aggregate());
  }

  private async aggregate(): Promise<Country[]> {
    // PostgreSQL sums integers to bigint, which drivers give as text; mapWith makes it the number that it is.
    const population = sum(cities.population).mapWith(Number);
    const largestCity = sql<string>`(array_agg(${cities.name} order by ${cities.population} desc, ${cities.id}))[1]`;
    const rows = await this.database
      .select({ code: cities.country, cities: count(), population, largestCity })
      .from(cities)
      .groupBy(cities.country)
      .orderBy(desc(population));
    return rows.map((row) => ({ ...row, name: names.of(row.code) ?? row.code }));
  }
}
