import { entityKind } from 'drizzle-orm';
import { UnpageableQuery } from './unpageable-query.js';
import type { Dialect } from '../dialects/dialect.js';
import { mysqlDialect } from '../dialects/mysql-dialect.js';
import { postgresDialect } from '../dialects/postgres-dialect.js';
import { sqliteDialect } from '../dialects/sqlite-dialect.js';

/** By the name that Drizzle gives a class, which spares loading what it has for the other databases. Throws PageFetchError. */
export function dialectOf(query: object): Dialect {
  switch (Reflect.get(query.constructor, entityKind)) {
    case 'PgSelect':
      return postgresDialect;
    case 'SQLiteSelect':
      return sqliteDialect;
    case 'MySqlSelect':
      return mysqlDialect;
    default:
      throw UnpageableQuery.noSelect();
  }
}
