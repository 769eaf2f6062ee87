import { cities } from '../database/cities.table.js';

/** What the API shows of a city: every column but the one that is there to be searched. */
export const city = {
  id: cities.id,
  name: cities.name,
  country: cities.country,
  region: cities.region,
  kind: cities.kind,
  population: cities.population,
  latitude: cities.latitude,
  longitude: cities.longitude,
};

export type City = Omit<typeof cities.$inferSelect, 'searchable'>;
