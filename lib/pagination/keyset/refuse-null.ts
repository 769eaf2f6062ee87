import { PageFetchError } from '../page-fetch.error.js';
import type { PageSort } from '../page-request.js';
import type { KeysetRules } from './keyset-rules.js';
import type { PositionedRow } from './page-source.js';

/** Throws PageFetchError for a NULL in a column that was taken for NOT NULL: the rows behind it would be lost. */
export function refuseNull(
  rows: readonly PositionedRow<unknown>[],
  sort: readonly PageSort[],
  isNullable: KeysetRules['isNullable'],
): void {
  for (const [i, { field }] of sort.entries())
    if (!isNullable(field) && rows.some(({ values }) => values[i] === null))
      throw PageFetchError.nullIn(field);
}
