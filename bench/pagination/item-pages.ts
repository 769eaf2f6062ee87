import type { CursorPageRequest, CursorValue, PageSort } from '../../lib/index.js';
import type { Pool } from 'pg';
import { paginate } from '../../lib/adapters/pg/paginate.js';

export const LIMIT = 20;

const ITEMS = { text: 'SELECT * FROM item', notNull: ['price'] };

/** `price desc, id asc` as a sort. */
export function sortOf(text: string): PageSort[] {
  return text.split(', ').map((column) => {
    const [field = '', direction] = column.split(' ');
    return { field, direction: direction === 'desc' ? 'desc' : 'asc' };
  });
}

/** Reads the page after so many rows, as often as it is called. */
export async function pageAt(
  pool: Pool,
  order: string,
  depth: number,
  prepare: boolean,
): Promise<() => Promise<void>> {
  const sort = sortOf(order);
  const position =
    depth === 0
      ? undefined
      : ({
          values: await valuesAt(pool, sort, depth),
          direction: 'forward',
          isInclusive: false,
        } as const);
  const seal = JSON.stringify;
  const request: CursorPageRequest = {
    mode: 'cursor',
    limit: LIMIT,
    sort,
    total: 'none',
    position,
    seal,
  };
  return async () => {
    const page = await paginate(request, pool, { ...ITEMS, prepare });
    if (page.data.length !== LIMIT) throw new Error(`${page.data.length} rows`);
  };
}

async function valuesAt(
  pool: Pool,
  sort: readonly PageSort[],
  depth: number,
): Promise<CursorValue[]> {
  const fields = sort.map(({ field }) => `${field}::text`).join(', ');
  const order = sort.map(({ field, direction }) => `item.${field} ${direction}`).join(', ');
  const text = `SELECT ${fields} FROM item ORDER BY ${order} OFFSET ${depth - 1} LIMIT 1`;
  const { rows } = await pool.query<CursorValue[]>({ text, rowMode: 'array' });
  return rows[0] ?? [];
}
