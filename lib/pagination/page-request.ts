import type { KeysetPosition } from './keyset/keyset-position.js';

/**
 * The page a client asked for, within what the options allow.
 * An interface and never a class: a ValidationPipe with `whitelist` empties a class it has no rules for.
 */
export type PageRequest = NumberedPageRequest | CursorPageRequest;

/** A page by its number. */
export interface NumberedPageRequest extends RequestedPage {
  readonly mode: 'page';
  /** Number of the page, from 1. */
  readonly page: number;
  /** Rows before the page, at most `offsetMax`. */
  readonly offset: number;
}

/** A page by the place it starts at: as fast at any depth, and it loses no row to writes in between. */
export interface CursorPageRequest extends RequestedPage {
  readonly mode: 'cursor';
  /** Where the page starts; undefined at the start of the list. */
  readonly position: KeysetPosition | undefined;
  /** The text for a client that leads to a position of this list. Throws PageFetchError for values that are too long. */
  readonly seal: (position: KeysetPosition) => string;
}

interface RequestedPage {
  /** Rows of the page, from 1 to `max`. */
  readonly limit: number;
  /** Order asked for, the most significant field first and the unique key last; empty means the order of the route. */
  readonly sort: readonly PageSort[];
  /** Whether the rows of all pages are counted, and how. */
  readonly total: TotalKind;
}

export interface PageSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** `capped` counts up to 10,000; `estimated` asks the database's statistics where there are any, and else counts as `capped`. */
export type TotalKind = 'none' | 'capped' | 'estimated' | 'exact';
