import { createHash } from 'node:crypto';
import {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from '../../pagination/keyset/page-source.js';
import { refuseNull } from '../../pagination/keyset/refuse-null.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { PageWindow } from '../../pagination/page.js';
import { plannedRows } from '../dialects/planned-rows.js';
import { isNullable } from './pg-statement.js';
import type { PgQuery, PgQueryable, PgStatement } from './pg-query.js';
import { countStatement, estimateStatement, windowStatement } from './other-statements.js';
import { walkStatement, type WalkedColumns } from './walk-statement.js';

/** A client that combines columns could have every connection keep thousands of statements. */
const MOST_KEPT_COLUMNS = 2;

/** The rows of a query as a list of pages. */
export class PgPageSource<Row extends object> extends PageSource<Row> {
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
    const positioned = rows.map(({ __page_position: values, ...row }) => ({
      row: row as unknown as Row,
      values,
    }));
    refuseNull(positioned, walk.sort, (field) => isNullable(this.query, walk.sort, field));
    return positioned;
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

  async #rows<T>(statement: PgStatement): Promise<T[]> {
    const { rows } = await this.db.query(statement);
    return rows as T[];
  }
}

function named({ text, values }: PgStatement): PgStatement {
  return { text, values, name: `page_${createHash('sha256').update(text).digest('base64url')}` };
}
