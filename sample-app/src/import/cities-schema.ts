import { sql, type SQL } from 'drizzle-orm';

/** The table that `cities` describes to Drizzle, and the indexes of its queries, to be made once the rows are in. */
export const citiesSchema: Readonly<Record<'table' | 'indexes', readonly SQL[]>> = {
  table: [
    sql`create schema if not exists sample_app`,
    sql`create table sample_app.cities (
      id integer primary key,
      name text not null,
      searchable text not null,
      country char(2) not null,
      region text not null,
      kind text not null,
      population integer not null,
      latitude double precision not null,
      longitude double precision not null
    )`,
  ],
  indexes: [
    sql`create index on sample_app.cities (population desc, id)`,
    sql`create index on sample_app.cities (country, population desc, id)`,
    sql`create index on sample_app.cities (searchable text_pattern_ops)`,
    sql`analyze sample_app.cities`,
  ],
};
