import type { PageSource } from 'nestjs-production-readiness';
import { TypeOrmPageSource } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema, type DataSourceOptions } from 'typeorm';
import {
  createTable,
  deleteFrom,
  insertInto,
  selectIds,
  type Dialect,
  type PageItem,
} from '../page-item.js';
import type { PageSourceFixture } from '../page-source.contract.js';

const TYPES = {
  postgres: { stamp: 'timestamp', amount: 'numeric', name: 'text' },
  mariadb: { stamp: 'datetime', amount: 'decimal', name: 'varchar' },
  sqlite: { stamp: 'text', amount: 'text', name: 'text' },
} as const;

export function itemEntity(dialect: Dialect): EntitySchema<PageItem> {
  const { stamp, amount, name } = TYPES[dialect];
  return new EntitySchema<PageItem>({
    name: 'Item',
    tableName: 'item',
    columns: {
      id: { type: 'integer', primary: true },
      tie: { type: 'integer' },
      maybe: { type: 'integer', nullable: true },
      stamp: { type: stamp },
      seen: { type: stamp, nullable: true },
      big: { type: 'bigint' },
      amount: { type: amount },
      name: { type: name },
    },
  });
}

/** The table of the contract by TypeORM; `first` and `last` create and drop where it is. */
export function itemFixture(
  dialect: Dialect,
  options: DataSourceOptions,
  { first = '', last = '', collate = '' } = {},
): PageSourceFixture {
  const entity = itemEntity(dialect);
  const dataSource = new DataSource({ ...options, entities: [entity] });
  const run = async (sql: string): Promise<Record<string, unknown>[]> => {
    const rows: unknown = sql === '' ? [] : await dataSource.query(sql);
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  };
  return {
    estimates: dialect === 'postgres',
    async open() {
      await dataSource.initialize();
      await run(first);
      await run(createTable('item', dialect, collate));
    },
    async close() {
      await run(last);
      await dataSource.destroy();
    },
    insert: async (items) => void (await run(insertInto('item', items))),
    remove: async (ids) => void (await run(deleteFrom('item', ids))),
    idsInOrder: async (sort) => (await run(selectIds('item', sort))).map(({ id }) => Number(id)),
    source: (): PageSource<{ id: unknown }> =>
      new TypeOrmPageSource(dataSource.getRepository(entity).createQueryBuilder('item')),
  };
}
