import { PgDatabase, type PgQueryResultHKT } from 'drizzle-orm/pg-core';

interface Result<Row> {
  rows: Row[];
}

interface ResultOfRow extends PgQueryResultHKT {
  type: Result<this['row']>;
}

/** The database to query, as injection token and type; embedded or on a server, Drizzle's drivers answer alike. */
export abstract class Database extends PgDatabase<ResultOfRow> {}
