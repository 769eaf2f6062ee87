import type { PageWindow } from '../page.js';
import type { PageSort } from '../page-request.js';
import type { CursorValue, KeysetPosition } from './keyset-position.js';

/** A part of a list that is read from a position on. */
export interface KeysetWalk {
  /** The order of the list, complete: its last columns are a unique key. */
  readonly sort: readonly PageSort[];
  /** Where to start; undefined at the start of the list. */
  readonly position: KeysetPosition | undefined;
  /** Rows to read at most. */
  readonly take: number;
}

/** A row and the values of its sort columns. */
export interface PositionedRow<Row> {
  readonly row: Row;
  /** In the order of the sort, exact: what JavaScript would round is text. */
  readonly values: readonly CursorValue[];
}

/** One list of a database as pages read it; each adapter is one, and so is what you write for a library without one. */
export abstract class PageSource<Row> {
  /** The rows nearest to the position, the nearest first; on the way back, the order of the list turned round. */
  abstract walk(walk: KeysetWalk): Promise<readonly PositionedRow<Row>[]>;

  /** Rows by OFFSET; `sort` is empty where the route declares none. */
  abstract window(window: PageWindow, sort: readonly PageSort[]): Promise<readonly Row[]>;

  /** Rows of the whole list; with `most`, no more than that are counted. */
  abstract count(most?: number): Promise<number>;

  /** What the statistics of the database say; undefined where they say nothing. */
  async estimate(): Promise<number | undefined> {
    return undefined;
  }
}
