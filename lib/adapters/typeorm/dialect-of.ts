import type { DatabaseType } from 'typeorm';
import { UnpageableQuery } from './unpageable-query.js';
import type { Dialect } from '../dialects/dialect.js';
import { cockroachDialect, postgresDialect } from '../dialects/postgres-dialect.js';
import { mysqlDialect } from '../dialects/mysql-dialect.js';
import { sqliteDialect } from '../dialects/sqlite-dialect.js';

/** Throws PageFetchError for a database that none of them is for. */
export function dialectOf(type: DatabaseType): Dialect {
  switch (type) {
    case 'postgres':
    case 'aurora-postgres':
      return postgresDialect;
    case 'cockroachdb':
      return cockroachDialect;
    case 'mysql':
    case 'mariadb':
    case 'aurora-mysql':
      return mysqlDialect;
    case 'better-sqlite3':
    case 'capacitor':
    case 'cordova':
    case 'expo':
    case 'nativescript':
    case 'react-native':
    case 'sqljs':
      return sqliteDialect;
    default:
      throw UnpageableQuery.database(type);
  }
}
