import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { cities } from '../database/cities.table.js';
import { Database } from '../database/database.js';
import { citiesSchema } from './cities-schema.js';
import { readCities } from './read-cities.js';

const BATCH = 15_000;

/** Fills an empty database before the application listens: one transaction, so that the indexes exist once all is there. */
@Injectable()
export class CitiesImporter implements OnModuleInit {
  private readonly logger = new Logger(CitiesImporter.name);

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    if (await isIndexed(this.database)) return;
    await this.database.transaction((transaction) => this.importOnce(transaction));
  }

  /** Of instances that start together, one imports while the others wait for the lock and find the indexes. */
  private async importOnce(database: Database): Promise<void> {
    await database.execute(sql`select pg_advisory_xact_lock(hashtext('sample_app.cities'))`);
    if (await isIndexed(database)) return;
    if (await isImported(database)) {
      for (const statement of citiesSchema.earlier) await database.execute(statement);
    } else {
      for (const statement of citiesSchema.table) await database.execute(statement);
      await this.insertAll(database);
    }
    for (const statement of citiesSchema.indexes) await database.execute(statement);
  }

  private async insertAll(database: Database): Promise<void> {
    const rows = await readCities();
    for (let done = 0; done < rows.length;) {
      const batch = rows.slice(done, done + BATCH);
      await insert(database, batch);
      done += batch.length;
      this.logger.log(`Imported ${done} of ${rows.length} cities`);
    }
  }
}

/** Reads the catalog itself: to_regclass() may answer from before the wait for the lock. */
async function isIndexed(database: Database): Promise<boolean> {
  const { rows } = await database.execute(
    sql`select from pg_indexes where schemaname = 'sample_app' and indexname = 'cities_by_name'`,
  );
  return rows.length > 0;
}

/** Also by an earlier version, which had other indexes. */
async function isImported(database: Database): Promise<boolean> {
  const { rows } = await database.execute(
    sql`select from pg_tables where schemaname = 'sample_app' and tablename = 'cities'`,
  );
  return rows.length > 0;
}

/** One JSON parameter is five times as fast as a parameter for each value. */
async function insert(database: Database, batch: unknown[]): Promise<void> {
  await database.execute(sql`
    insert into ${cities}
    select * from json_populate_recordset(null::${cities}, ${JSON.stringify(batch)})
    on conflict do nothing`);
}
