import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { iteratePages } from 'nestjs-production-readiness';
import { TypeOrmPageSource } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema, type ColumnType, type DataSourceOptions } from 'typeorm';
import { describeWithServer } from '../../../support/describe-with-server.js';
import { MariadbDatabase } from '../mariadb-database.js';

/** What TypeORM calls the type, what the database does, and values as they stand in SQL. */
type Kind = readonly [type: ColumnType, declared: string, values: readonly string[]];

const UUIDS = ['00000000-0000-4000-8000-000000000001', 'ffffffff-0000-4000-8000-000000000000'];
const FLOATS = ['0.1', '0.30000000000000004', '-1.5', '3.141592653589793', '1e21', '5e-7'];

const POSTGRES: Record<string, Kind> = {
  zoned: [
    'timestamp with time zone',
    'timestamptz(6)',
    quoted(...[7, 14, 21].map((n) => `2024-10-27 0${n % 3}:30:00.0000${n}+02`), '0044-03-15 BC'),
  ],
  day: ['date', 'date', quoted('2024-02-29', '2024-12-01', '2023-03-04')],
  flag: ['boolean', 'boolean', ['true', 'false']],
  token: ['uuid', 'uuid', quoted(...UUIDS)],
  mood: ['enum', 'types_mood', quoted('sad', 'ok', 'happy')],
  bytes: ['bytea', 'bytea', quoted('\\x00', '\\xff00', '\\x27')],
  short: ['real', 'real', FLOATS],
  precise: ['double precision', 'double precision', FLOATS],
  word: ['varchar', 'varchar COLLATE "C"', quoted('b', 'B', 'a"b', '')],
};

const MARIADB: Record<string, Kind> = {
  whole: ['bigint', 'bigint unsigned', ['18446744073709551615', '18446744073709551614', '0']],
  short: ['float', 'float', FLOATS],
  precise: ['double', 'double', FLOATS],
  mood: ['enum', "enum('sad', 'ok', 'happy')", quoted('sad', 'ok', 'happy')],
  marks: ['set', "set('z', 'a', 'm')", quoted('z,a', 'a', 'm', '')],
  bits: ['bit', 'bit(8)', ["b'11111111'", "b'1'", "b'1000001'"]],
  bytes: ['varbinary', 'varbinary(16)', ["x'00'", "x'ff00'", "x'27'", "x''"]],
  token: ['uuid', 'uuid', quoted(...UUIDS)],
  day: ['date', 'date', quoted('2024-02-29', '2024-12-01', '2023-03-04')],
  clock: ['time', 'time(6)', quoted('00:00:00.000007', '23:59:59.999999', '-12:00:00')],
  moment: [
    'timestamp',
    'timestamp(6)',
    quoted('2024-02-29 12:00:00.000007', '2024-02-29 12:00:00'),
  ],
  year: ['year', 'year', ['2024', '1999']],
  flag: ['boolean', 'tinyint(1)', ['1', '0']],
  word: ['varchar', 'varchar(9) CHARACTER SET latin1', quoted('é', 'e', 'F', "o\\'\\\\b")],
};

const SQLITE: Record<string, Kind> = {
  precise: ['real', 'real', FLOATS],
  decimal: ['decimal', 'decimal(20, 2)', ['0.1', '12.30', '9007199254740993', '-4']],
  big: ['bigint', 'bigint', ['9007199254740993', '9007199254740992', '-9223372036854775808']],
  moment: ['datetime', 'datetime', quoted('2024-02-29 12:00:00.000', '2024-02-29 12:00:00')],
  flag: ['boolean', 'boolean', ['1', '0']],
  bytes: ['blob', 'blob', ["x'00'", "x'ff00'", "x'27'", "x''"]],
  word: ['varchar', 'varchar', quoted('10', '9', '1e1', '')],
};

describeWithServer('postgres', 'TypeORM on PostgreSQL', (url) => {
  const options = '-c search_path=typeorm_types -c DateStyle=SQL,DMY -c TimeZone=Europe/Vienna';
  walksByEach(
    POSTGRES,
    { type: 'postgres', url, extra: { options } },
    ['CREATE SCHEMA typeorm_types', "CREATE TYPE types_mood AS ENUM ('sad', 'ok', 'happy')"],
    ['DROP SCHEMA typeorm_types CASCADE'],
  );
});

describeWithServer('mariadb', 'TypeORM on MariaDB', (server) => {
  const database = new MariadbDatabase(server, 'typeorm_types');
  beforeAll(() => database.create());
  afterAll(() => database.drop());
  walksByEach(MARIADB, { type: 'mariadb', url: database.url });
});

describe('TypeORM on SQLite', () => {
  walksByEach(SQLITE, { type: 'sqljs' });
});

function walksByEach(
  kinds: Record<string, Kind>,
  options: DataSourceOptions,
  first: readonly string[] = [],
  last: readonly string[] = [],
): void {
  const entity = entityOf(kinds);
  const dataSource = new DataSource({ ...options, entities: [entity] });
  const run = async (statements: readonly string[]) => {
    for (const sql of statements) await dataSource.query(sql);
  };

  beforeAll(async () => {
    await dataSource.initialize();
    await run([...first, createTable(kinds), insertInto(kinds)]);
  });

  afterAll(async () => {
    await run(last);
    await dataSource.destroy();
  });

  it.each(Object.keys(kinds))('reads every row once, in order, by %s', async (field) => {
    for (const direction of ['asc', 'desc'] as const) {
      const walk = { key: 'id', sort: { [field]: direction, id: 'asc' }, size: 2 } as const;
      const query = dataSource.getRepository(entity).createQueryBuilder('row');
      const seen: number[] = [];
      for await (const rows of iteratePages(new TypeOrmPageSource(query), walk))
        seen.push(...rows.map(({ id }) => id));
      const rows: { id: number }[] = await dataSource.query(
        `SELECT id FROM kinds ORDER BY ${field} ${direction}, id`,
      );
      expect(seen).toEqual(rows.map(({ id }) => id));
    }
  });
}

function entityOf(kinds: Record<string, Kind>): EntitySchema<{ id: number }> {
  const columns = Object.entries(kinds).map(([name, [type]]) => {
    const isEnum = type === 'enum' || type === 'set';
    return [name, { type, nullable: true, ...(isEnum && { enum: ['sad', 'ok', 'happy'] }) }];
  });
  return new EntitySchema<{ id: number }>({
    name: 'Kinds',
    tableName: 'kinds',
    columns: { id: { type: 'integer', primary: true }, ...Object.fromEntries(columns) },
  });
}

function createTable(kinds: Record<string, Kind>): string {
  const columns = Object.entries(kinds).map(([name, [, declared]]) => `${name} ${declared} NULL`);
  return `CREATE TABLE kinds (id integer PRIMARY KEY, ${columns.join(', ')})`;
}

/** Each value in some rows, and NULL in others. */
function insertInto(kinds: Record<string, Kind>): string {
  const rows = Array.from({ length: 23 }, (_, i) => {
    const values = Object.values(kinds).map(
      ([, , each]) => [...each, 'NULL'][i % (each.length + 1)],
    );
    return `(${[i + 1, ...values].join(', ')})`;
  });
  return `INSERT INTO kinds VALUES ${rows.join(', ')}`;
}

function quoted(...values: string[]): string[] {
  return values.map((value) => `'${value}'`);
}
