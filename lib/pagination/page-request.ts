/**
 * The page a client asked for, within what the options allow.
 * An interface and never a class: a ValidationPipe with `whitelist` empties a class it has no rules for.
 */
export interface PageRequest {
  readonly mode: 'page';
  /** Rows of the page, from 1 to `max`. */
  readonly limit: number;
  /** Number of the page, from 1. */
  readonly page: number;
  /** Rows before the page, at most `offsetMax`. */
  readonly offset: number;
  /** Order asked for, the most significant field first; empty means the order of the route. */
  readonly sort: readonly PageSort[];
}

export interface PageSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}
