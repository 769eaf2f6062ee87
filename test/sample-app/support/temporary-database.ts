import pg from 'pg';

/** An empty database on a test server. */
export class TemporaryDatabase {
  private constructor(
    private readonly server: string,
    private readonly name: string,
  ) {}

  static async create(server: string): Promise<TemporaryDatabase> {
    const database = new TemporaryDatabase(server, `sample_app_${process.pid}_${Date.now()}`);
    await database.onServer(`create database ${database.name}`);
    return database;
  }

  get url(): string {
    return Object.assign(new URL(this.server), { pathname: this.name }).href;
  }

  async drop(): Promise<void> {
    await this.onServer(`drop database ${this.name} with (force)`);
  }

  private async onServer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}
