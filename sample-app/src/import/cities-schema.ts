import { sql, type SQL } from 'drizzle-orm';

/**
 * The table that `cities` describes to Drizzle, and the indexes of its queries, to be made once the rows are in. `earlier` makes
 * of a table by an earlier version of this application what `table` makes.
 */
export const citiesSchema: Readonly<Record<'table' | 'earlier' | 'indexes', readonly SQL[]>> = {
  table: [
    sql`create schema if not exists sample_app`,
    // The collation of code points: one order on every server, and an index in it also finds how a name begins.
    sql`create table sample_app.cities (
      id integer primary key,
      name text not null,
      searchable text collate "C" not null,
      country char(2) not null,
      region text not null,
      kind text not null,
      population integer not null,
      latitude double precision not null,
      longitude double precision not null
    )`,
  ],
  earlier: [
    sql`drop index if exists
      sample_app.cities_population_id_idx,
      sample_app.cities_country_population_id_idx,
      sample_app.cities_searchable_idx`,
    sql`alter table sample_app.cities alter searchable type text collate "C"`,
  ],
  // Each serves its order and the same turned round.
  indexes: [
    sql`create index cities_by_population on sample_app.cities (population, id)`,
    sql`create index cities_by_name on sample_app.cities (searchable, id)`,
    sql`create index cities_by_country on sample_app.cities (country, id)`,
    sql`create index cities_by_country_largest on sample_app.cities (country, population desc, id desc)`,
    sql`analyze sample_app.cities`,
  ],
};
