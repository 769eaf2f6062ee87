import { char, doublePrecision, integer, pgSchema, text } from 'drizzle-orm/pg-core';

/** A schema of its own, so that a database that is also used for other things keeps its tables. */
const sampleApp = pgSchema('sample_app');

export const cities = sampleApp.table('cities', {
  id: integer().primaryKey(),
  name: text().notNull(),
  searchable: text().notNull(),
  country: char({ length: 2 }).notNull(),
  region: text().notNull(),
  kind: text().notNull(),
  population: integer().notNull(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
});
