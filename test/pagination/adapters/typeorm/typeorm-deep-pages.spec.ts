import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { DEEP_SORTS, DeepList, DEPTHS, INDEXES, ROWS, sortOf } from './deep-list.js';
import { MariadbDatabase } from '../mariadb-database.js';

const CASES = DEEP_SORTS.flatMap(([title, sort]) =>
  DEPTHS.map((depth) => [depth, title, sortOf(sort)] as const),
);

describeWithServer('postgres', 'A deep page of TypeORM on PostgreSQL', (url) => {
  const options = '-c search_path=typeorm_deep';
  const list = new DeepList({ type: 'postgres', url, extra: { options } }, 'timestamp');
  const run = (sql: string) => list.dataSource.query(sql);

  beforeAll(async () => {
    await list.dataSource.initialize();
    await run('CREATE SCHEMA typeorm_deep');
    await run(`CREATE TABLE deep (
      id bigint PRIMARY KEY, price numeric(20, 2) NOT NULL, grade integer, made timestamp(6) NOT NULL
    )`);
    await run(`INSERT INTO deep SELECT n, (n * 7919 % 1000) / 4.0,
      CASE WHEN n / 1000 % 10 > 0 THEN (n / 1000 * 7 + n) % 500 END,
      timestamp '2024-02-29' + (n * 7 % 77777) * interval '7 microseconds'
      FROM generate_series(1, ${ROWS}) n ORDER BY md5(n::text)`);
    for (const index of INDEXES) await run(index);
    await run('VACUUM ANALYZE deep');
  });

  afterAll(async () => {
    await run('DROP SCHEMA typeorm_deep CASCADE');
    await list.dataSource.destroy();
  });

  it.each(CASES)(
    'touches as few buffers after %i rows as the first, by %s',
    async (depth, _, sort) => {
      const position = await list.positionAt(sort, depth);
      const first = await buffersOf(await list.read(sort, undefined));
      const deep = await buffersOf(await list.read(sort, position));
      expect(Math.max(...deep)).toBeLessThanOrEqual(Math.max(...first) + 5);
    },
  );

  async function buffersOf(queries: Awaited<ReturnType<DeepList['read']>>): Promise<number[]> {
    const touched: number[] = [];
    for (const { sql, parameters } of queries) {
      const [row] = await list.dataSource.query(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
        parameters,
      );
      const plan = row['QUERY PLAN'][0].Plan;
      touched.push(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']);
    }
    return touched;
  }
});

describeWithServer('mariadb', 'A deep page of TypeORM on MariaDB', (server) => {
  const database = new MariadbDatabase(server, 'typeorm_deep');
  const list = new DeepList({ type: 'mariadb', url: database.url, poolSize: 1 }, 'datetime');
  const run = (sql: string) => list.dataSource.query(sql);

  beforeAll(async () => {
    await database.create();
    await list.dataSource.initialize();
    await run(`CREATE TABLE deep (
      id bigint PRIMARY KEY, price decimal(20, 2) NOT NULL, grade integer, made datetime(6) NOT NULL
    )`);
    await run(`INSERT INTO deep SELECT seq, (seq * 7919 % 1000) / 4.0,
      CASE WHEN seq DIV 1000 % 10 > 0 THEN (seq DIV 1000 * 7 + seq) % 500 END,
      TIMESTAMP '2024-02-29 00:00:00.000000' + INTERVAL (seq * 7 % 77777) * 7 MICROSECOND
      FROM seq_1_to_${ROWS}`);
    for (const index of INDEXES) await run(index);
    await run('ANALYZE TABLE deep');
  });

  afterAll(async () => {
    await list.dataSource.destroy();
    await database.drop();
  });

  it.each(CASES)('reads as few rows after %i rows as the first, by %s', async (depth, _, sort) => {
    const position = await list.positionAt(sort, depth);
    const first = await readsOf(() => list.read(sort, undefined));
    const deep = await readsOf(() => list.read(sort, position));
    expect(deep).toBeLessThanOrEqual(first + 5);
  });

  async function readsOf(read: () => Promise<unknown>): Promise<number> {
    await run('FLUSH STATUS');
    await read();
    const rows: { Value: string }[] = await run("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
  }
});
