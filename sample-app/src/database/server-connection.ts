import { Logger } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { DatabaseConnection } from './database-connection.js';
import { UnreachableServerError } from './unreachable-server.error.js';

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

  static async open({ url, connections }: ServerOptions): Promise<ServerConnection> {
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
    });
    const logger = new Logger(ServerConnection.name);
    // Without a listener, a server that restarts while a connection is idle would end this process.
    pool.on('error', (error) => logger.warn(`A connection was lost: ${error.message}`));
    await connectOnce(pool);
    return new ServerConnection(pool);
  }

  protected close(): Promise<void> {
    return this.pool.end();
  }
}

/** A server that cannot be reached is told in one line, before a query would fail deep inside. */
async function connectOnce(pool: pg.Pool): Promise<void> {
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new UnreachableServerError(error);
  }
}
