import { completeSort, type KeysetPosition, type PageSort } from 'nestjs-production-readiness';
import { TypeOrmPageSource } from 'nestjs-production-readiness/typeorm';
import { DataSource, EntitySchema, type DataSourceOptions, type Logger } from 'typeorm';

export const ROWS = 100_000;
export const TAKE = 21;

interface DeepItem {
  id: string;
  price: string;
  grade: number | null;
  made: string;
}

/** Sorts that an index of the table serves, and depths worth a look: with NULL at the end and at the start. */
export const DEEP_SORTS: readonly (readonly [string, Record<string, PageSort['direction']>])[] = [
  ['the key', { id: 'asc' }],
  ['the key from its end', { id: 'desc' }],
  ['ties', { price: 'asc', id: 'asc' }],
  ['ties from their end', { price: 'desc', id: 'desc' }],
  ['mixed directions', { price: 'desc', id: 'asc' }],
  ['microseconds', { made: 'desc', id: 'desc' }],
  ['NULL', { grade: 'asc', id: 'asc' }],
  ['NULL from its end', { grade: 'desc', id: 'desc' }],
  ['NULL and ties', { grade: 'asc', price: 'asc', id: 'asc' }],
  ['NULL and ties from their end', { grade: 'desc', price: 'desc', id: 'desc' }],
  ['ties and NULL', { price: 'asc', grade: 'desc', id: 'desc' }],
];
export const DEPTHS = [9_990, 50_000, 89_990, 95_000];
export const INDEXES = [
  'CREATE INDEX deep_price ON deep (price, id)',
  'CREATE INDEX deep_mixed ON deep (price DESC, id ASC)',
  'CREATE INDEX deep_made ON deep (made, id)',
  'CREATE INDEX deep_grade ON deep (grade, id)',
  'CREATE INDEX deep_grade_price ON deep (grade, price, id)',
  'CREATE INDEX deep_price_grade ON deep (price ASC, grade DESC, id DESC)',
];

const entity = (stamp: 'timestamp' | 'datetime') =>
  new EntitySchema<DeepItem>({
    name: 'Deep',
    tableName: 'deep',
    columns: {
      id: { type: 'bigint', primary: true },
      price: { type: 'decimal' },
      grade: { type: 'integer', nullable: true },
      made: { type: stamp },
    },
  });

interface SentQuery {
  readonly sql: string;
  readonly parameters: Parameters<Logger['logQuery']>[1];
}

/** A hundred thousand rows, and what TypeORM sends to read some of them. */
export class DeepList {
  readonly dataSource: DataSource;
  readonly #entity: EntitySchema<DeepItem>;
  #sent: SentQuery[] = [];

  constructor(options: DataSourceOptions, stamp: 'timestamp' | 'datetime') {
    const nothing = () => undefined;
    const logger: Logger = {
      logQuery: (sql, parameters) => void this.#sent.push({ sql, parameters }),
      logQueryError: nothing,
      logQuerySlow: nothing,
      logSchemaBuild: nothing,
      logMigration: nothing,
      log: nothing,
    };
    this.#entity = entity(stamp);
    this.dataSource = new DataSource({ ...options, entities: [this.#entity], logger });
  }

  /** The position of the row at a depth. */
  async positionAt(sort: readonly PageSort[], depth: number): Promise<KeysetPosition> {
    const order = sort.map(({ field, direction }) => `${field} ${direction}`).join(', ');
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM deep ORDER BY ${order} LIMIT 1 OFFSET ${depth}`,
    );
    const query = this.#query().where('deep.id = :id', { id: rows[0]?.id });
    const [row] = await new TypeOrmPageSource(query).walk({ sort, position: undefined, take: 1 });
    return { values: row?.values ?? [], direction: 'forward', isInclusive: false };
  }

  /** The queries by which a page is read. */
  async read(
    sort: readonly PageSort[],
    position: KeysetPosition | undefined,
  ): Promise<readonly SentQuery[]> {
    this.#sent = [];
    const rows = await new TypeOrmPageSource(this.#query()).walk({ sort, position, take: TAKE });
    if (rows.length !== TAKE) throw new Error(`${rows.length} rows instead of ${TAKE}`);
    return [...this.#sent];
  }

  #query() {
    return this.dataSource.getRepository(this.#entity).createQueryBuilder('deep');
  }
}

export function sortOf(columns: Record<string, PageSort['direction']>): PageSort[] {
  const sort = Object.entries(columns).map(([field, direction]) => ({ field, direction }));
  return completeSort(sort, ['id']);
}
