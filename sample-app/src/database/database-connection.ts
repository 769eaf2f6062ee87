import type { OnApplicationShutdown } from '@nestjs/common';
import type { Database } from './database.js';

/** An open database, closed after the last request has been answered. */
export abstract class DatabaseConnection implements OnApplicationShutdown {
  abstract readonly database: Database;

  protected abstract close(): Promise<void>;

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
