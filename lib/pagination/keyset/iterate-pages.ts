import type { PageSort } from '../page-request.js';
import type { KeysetPosition } from './keyset-position.js';
import type { PageSource } from './page-source.js';

/** All rows of a list in its order, `size` at a time, for exports: no more than one page is in memory. */
export async function* iteratePages<Row>(
  source: PageSource<Row>,
  sort: readonly PageSort[],
  size: number,
): AsyncGenerator<Row[], void, undefined> {
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
