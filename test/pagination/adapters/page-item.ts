import type { PageSort } from 'nestjs-production-readiness';

export type Dialect = 'postgres' | 'mariadb' | 'sqlite';

/** A row as it is written into the table: texts where JavaScript has no exact value. */
export interface PageItem {
  /** Multiples of 1,000, which leaves room between the rows. */
  readonly id: number;
  /** 5 values. */
  readonly tie: number;
  /** NULL in a quarter of the rows, and ties. */
  readonly maybe: number | null;
  /** 7 microseconds apart. */
  readonly stamp: string;
  /** The same with ties and NULL. */
  readonly seen: string | null;
  /** Neighbours that are equal as numbers of JavaScript. */
  readonly big: string;
  /** numeric(30,10). */
  readonly amount: string;
  /** Cases, accents, quotes, the empty text. */
  readonly name: string;
}

export type PageItemField = keyof PageItem;

/** The columns that are declared without NOT NULL. */
export const NULLABLE: readonly PageItemField[] = ['maybe', 'seen'];

const NAMES = [
  'apple',
  'Apple',
  'ápple',
  "O'Brien",
  'o-brien',
  '',
  'Zebra',
  'zebra',
  'öl',
  'ol',
  'Ω',
];

export const ITEMS: readonly PageItem[] = Array.from({ length: 40 }, (_, i) => ({
  id: (i + 1) * 1000,
  tie: i % 5,
  maybe: i % 4 === 0 ? null : (i % 3) - 1,
  stamp: stampAt((i * 37) % 40),
  seen: i % 5 === 0 ? null : stampAt((i * 17) % 10),
  big: String(9_007_199_254_740_990n + BigInt((i * 7) % 20)),
  amount: `12345678901234567890.${String((i * 11) % 30).padStart(10, '0')}`,
  name: NAMES[i % NAMES.length] ?? '',
}));

const TYPES: Record<Dialect, Record<'stamp' | 'amount' | 'name', string>> = {
  postgres: { stamp: 'timestamp(6)', amount: 'numeric(30, 10)', name: 'text' },
  mariadb: { stamp: 'datetime(6)', amount: 'decimal(30, 10)', name: 'varchar(100)' },
  sqlite: { stamp: 'text', amount: 'text', name: 'text' },
};

/** CREATE TABLE; `collate` follows the type of the text, such as `COLLATE NOCASE`. */
export function createTable(table: string, dialect: Dialect, collate = ''): string {
  const { stamp, amount, name } = TYPES[dialect];
  return `CREATE TABLE ${table} (
    id integer NOT NULL PRIMARY KEY,
    tie integer NOT NULL,
    maybe integer,
    stamp ${stamp} NOT NULL,
    seen ${stamp},
    big bigint NOT NULL,
    amount ${amount} NOT NULL,
    name ${name} ${collate} NOT NULL
  )`;
}

export function insertInto(table: string, items: readonly PageItem[]): string {
  const rows = items.map((item) => {
    const values = [item.id, item.tie, item.maybe, item.stamp, item.seen, item.big, item.amount];
    return `(${[...values, item.name].map(literal).join(', ')})`;
  });
  return `INSERT INTO ${table} (id, tie, maybe, stamp, seen, big, amount, name) VALUES ${rows.join(', ')}`;
}

export function deleteFrom(table: string, ids: readonly number[] | 'all'): string {
  return ids === 'all'
    ? `DELETE FROM ${table}`
    : `DELETE FROM ${table} WHERE id IN (${ids.join(', ')})`;
}

/** What the database itself takes for the order of the list. */
export function selectIds(table: string, sort: readonly PageSort[]): string {
  const order = sort.map(({ field, direction }) => `${field} ${direction}`).join(', ');
  return `SELECT id FROM ${table} ORDER BY ${order}`;
}

function stampAt(step: number): string {
  return `2024-02-29 12:00:00.${String(step * 7).padStart(6, '0')}`;
}

function literal(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
