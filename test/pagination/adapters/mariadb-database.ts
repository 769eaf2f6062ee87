import mysql from 'mysql2/promise';

/** A database of its own on the MariaDB of the tests. */
export class MariadbDatabase {
  readonly #server: string;
  readonly #name: string;

  constructor(server: string, name: string) {
    this.#server = server;
    this.#name = name;
  }

  get url(): string {
    return new URL(this.#name, `${this.#server.replace(/\/?$/, '/')}`).href;
  }

  async create(): Promise<void> {
    await this.drop();
    await this.#run(`CREATE DATABASE ${this.#name} CHARACTER SET utf8mb4`);
  }

  async drop(): Promise<void> {
    await this.#run(`DROP DATABASE IF EXISTS ${this.#name}`);
  }

  async #run(sql: string): Promise<void> {
    const connection = await mysql.createConnection(this.#server);
    try {
      await connection.query(sql);
    } finally {
      await connection.end();
    }
  }
}
