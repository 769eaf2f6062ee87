import { Logger } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { DatabaseConnection } from './database-connection.js';

export interface ServerOptions {
  url: string;
  connections: number;
}

/** A pool of connections to a PostgreSQL server. */
export class ServerConnection extends DatabaseConnection {
  readonly database;

  private constructor(private readonly pool: pg.Pool) {
    super();
    this.database = drizzle({ client: pool });
  }

  static open({ url, connections }: ServerOptions): ServerConnection {
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
    });
    const logger = new Logger(ServerConnection.name);
    // Without a listener, a server that restarts while a connection is idle would end this process.
    pool.on('error', (error) => logger.warn(`A connection was lost: ${error.message}`));
    return new ServerConnection(pool);
  }

  protected close(): Promise<void> {
    return this.pool.end();
  }
}
