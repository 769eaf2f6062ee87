import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';

export const ROWS = 1_000_000;

interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const SERVER = join(import.meta.dirname, '../../../test/support/servers/postgres.mjs');

/** A PostgreSQL with 1,000,000 items: 1,000 prices with 1,000 ties each, as many ranks and 10 % without; no order is that of the heap. */
export async function startItemTable(): Promise<RunningServer> {
  const module = (await import(pathToFileURL(SERVER).href)) as {
    startPostgres: () => Promise<RunningServer>;
  };
  const server = await module.startPostgres();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE TABLE item AS SELECT
      id,
      ((id * 7919) % 1000)::int AS price,
      CASE WHEN (id * 7907) % 1000 < 900 THEN ((id * 7907) % 1000)::int END AS rank,
      'Item ' || id AS name,
      (id % 50)::int AS category,
      timestamptz '2024-01-01' + id * interval '7 microseconds' AS created_at,
      repeat('x', 120) AS note
    FROM generate_series(1::bigint, ${ROWS}) AS id`);
  await client.query('ALTER TABLE item ADD PRIMARY KEY (id)');
  for (const columns of ['price, id', 'price DESC, id', 'rank, id'])
    await client.query(`CREATE INDEX ON item (${columns})`);
  await client.query('VACUUM ANALYZE item');
  await client.end();
  return server;
}
