import { Module } from '@nestjs/common';
import { AppConfig } from '../app.config.js';
import { DatabaseConnection } from './database-connection.js';
import { Database } from './database.js';
import { EmbeddedConnection } from './embedded-connection.js';
import { ServerConnection } from './server-connection.js';

@Module({
  providers: [
    { provide: DatabaseConnection, inject: [AppConfig], useFactory: openDatabase },
    {
      provide: Database,
      inject: [DatabaseConnection],
      useFactory: ({ database }: DatabaseConnection) => database,
    },
  ],
  exports: [Database],
})
export class DatabaseModule {}

async function openDatabase(config: AppConfig): Promise<DatabaseConnection> {
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: connections, DATA_DIR: folder } = config;
  return url === undefined
    ? EmbeddedConnection.open(folder)
    : ServerConnection.open({ url, connections });
}
