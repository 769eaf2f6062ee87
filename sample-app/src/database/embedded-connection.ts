import { PGlite } from '@electric-sql/pglite';
import { Logger } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/pglite';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseConnection } from './database-connection.js';
import { FolderLock } from './folder-lock.js';

/** PostgreSQL inside this process, its files in a folder that no other process may open meanwhile. */
export class EmbeddedConnection extends DatabaseConnection {
  readonly database;

  private constructor(
    private readonly pglite: PGlite,
    private readonly lock: FolderLock,
  ) {
    super();
    this.database = drizzle({ client: pglite });
  }

  static async open(folder: string): Promise<EmbeddedConnection> {
    mkdirSync(folder, { recursive: true });
    const lock = FolderLock.acquire(folder);
    try {
      return new EmbeddedConnection(await openPGlite(join(folder, 'postgres')), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  protected async close(): Promise<void> {
    await this.pglite.close();
    this.lock.release();
  }
}

async function openPGlite(files: string): Promise<PGlite> {
  if (!existsSync(files)) await createPGlite(files);
  return PGlite.create(files);
}

/** The rename makes creation all or nothing: PGlite would open the files of an interrupted one. */
async function createPGlite(files: string): Promise<void> {
  new Logger(EmbeddedConnection.name).log(`Creating the embedded database in ${files}, this once`);
  const unfinished = `${files}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished);
  await pglite.close();
  renameSync(unfinished, files);
}
