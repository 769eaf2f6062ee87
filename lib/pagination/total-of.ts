import type { TotalKind } from './page-request.js';

/** Rows that `capped` counts at most. */
const MOST_COUNTED = 10_000;

export interface Total {
  /** Rows of all pages, where the route counts them. */
  total?: number;
  /** How `total` is meant where it is not exact. */
  totalIs?: 'atLeast' | 'estimated';
}

/** What a list can say of its length. */
export interface Countable {
  /** Rows of the whole list; with `most`, no more than that are counted. */
  count(most?: number): Promise<number>;
  /** What the statistics of the database say; undefined where they say nothing. */
  estimate?(): Promise<number | undefined>;
}

/** The total of a list as a route asks for it. */
export async function totalOf(kind: TotalKind, list: Countable): Promise<Total> {
  if (kind === 'none') return {};
  if (kind === 'exact') return { total: await list.count() };
  const estimate = kind === 'estimated' ? await list.estimate?.() : undefined;
  if (estimate !== undefined) return { total: estimate, totalIs: 'estimated' };
  const counted = await list.count(MOST_COUNTED + 1);
  return counted > MOST_COUNTED ? { total: MOST_COUNTED, totalIs: 'atLeast' } : { total: counted };
}
