import { PageFetchError } from '../page-fetch.error.js';
import { type DeclaredSort, declaredSort } from './declared-sort.js';
import type { KeysetPosition } from './keyset-position.js';
import type { PageSource } from './page-source.js';

/** How a whole list is walked. */
export interface Iteration extends DeclaredSort {
  /** Rows in memory at once. @default 1000 */
  readonly size?: number;
}

/** All rows of a list in its order, `size` at a time, for exports. Throws PageFetchError for a size that is no page's. */
export async function* iteratePages<Row>(
  source: PageSource<Row>,
  { size = 1000, ...declared }: Iteration,
): AsyncGenerator<Row[], void, undefined> {
  if (!Number.isSafeInteger(size) || size < 1) throw PageFetchError.size();
  const sort = declaredSort(declared);
  let position: KeysetPosition | undefined;
  for (;;) {
    const rows = await source.walk({ sort, position, take: size });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ row }) => row);
    if (rows.length < size) return;
    position = { values: last.values, direction: 'forward', isInclusive: false };
  }
}
