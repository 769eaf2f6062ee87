import { createHash } from 'node:crypto';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import { PageFetchError } from '../../pagination/page-fetch.error.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import { isNullable } from './pg-statement.js';
import type { PgQuery, PgQueryable, PgStatement } from './pg-query.js';
import { countStatement, estimateStatement, windowStatement } from './other-statements.js';
import { walkStatement, type WalkedColumns } from './walk-statement.js';

/** A client that combines columns could have every connection keep thousands of statements. */
const MOST_KEPT_COLUMNS = 2;

/** The rows of a query as a list of pages, one query at a time: it needs one connection, whatever is counted. */
export class PgPageSource<Row extends object> extends PageSource<Row> {
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: PgQueryable,
    private readonly query: PgQuery,
  ) {
    super();
  }

  override async walk(walk: KeysetWalk): Promise<PositionedRow<Row>[]> {
    const statement = walkStatement(this.query, walk);
    const isKept = this.query.prepare === true && walk.sort.length <= MOST_KEPT_COLUMNS;
    const rows = await this.#rows<Row & WalkedColumns>(isKept ? named(statement) : statement);
    return rows.map((row) => positioned(row, walk.sort, this.query));
  }

  override async window(window: PageWindow, sort: readonly PageSort[]): Promise<Row[]> {
    return this.#rows<Row>(windowStatement(this.query, window, sort));
  }

  override async count(most?: number): Promise<number> {
    const [row] = await this.#rows<{ count: string | number }>(countStatement(this.query, most));
    return Number(row?.count);
  }

  override async estimate(): Promise<number | undefined> {
    const [row] = await this.#rows<{ 'QUERY PLAN': unknown }>(estimateStatement(this.query));
    return plannedRows(row?.['QUERY PLAN']);
  }

  /** A client does one query after the other, and a request that held two connections of a pool could wait for itself. */
  async #rows<T>(statement: PgStatement): Promise<T[]> {
    const result = this.#before.then(() => this.db.query(statement));
    this.#before = result.catch(() => undefined);
    return (await result).rows as T[];
  }
}

function named({ text, values }: PgStatement): PgStatement {
  return { text, values, name: `page_${createHash('sha256').update(text).digest('base64url')}` };
}

function positioned<Row extends object>(
  walked: Row & WalkedColumns,
  sort: readonly PageSort[],
  query: PgQuery,
): PositionedRow<Row> {
  const { __page_position: values, ...row } = walked;
  values.forEach((value, i) => {
    const field = sort[i]?.field ?? '';
    if (value === null && !isNullable(query, sort, field)) throw nullIn(field);
  });
  return { row: row as unknown as Row, values };
}

function nullIn(field: string): PageFetchError {
  return new PageFetchError(`A row has NULL in "${field}", a sort column without NULL.`, {
    code: 'PAGE_NULL',
    hint: 'Take it out of notNull, or end the sort with a key that is never NULL; the rows behind a NULL would be lost.',
  });
}

function plannedRows(plan: unknown): number | undefined {
  const [first] = (typeof plan === 'string' ? JSON.parse(plan) : plan) as [
    { Plan?: { 'Plan Rows'?: number } },
  ];
  return first.Plan?.['Plan Rows'];
}
