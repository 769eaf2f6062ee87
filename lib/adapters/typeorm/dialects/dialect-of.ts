import type { DatabaseType } from 'typeorm';
import { UnpageableQuery } from '../unpageable-query.js';
import type { Dialect } from './dialect.js';
import { cockroachDialect, postgresDialect } from './postgres-dialect.js';
import { mysqlDialect } from './mysql-dialect.js';
import { sqliteDialect } from './sqlite-dialect.js';

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
