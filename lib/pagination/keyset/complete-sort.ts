import type { PageSort } from '../page-request.js';

/**
 * A sort that puts every row in one place: the key stands at its end, in the direction of the column before it, which lets an
 * index serve all columns in one range. What follows a whole key says nothing and goes.
 */
export function completeSort(sort: readonly PageSort[], key: readonly string[]): PageSort[] {
  const complete: PageSort[] = [];
  const missing = new Set(key);
  for (const column of sort) {
    complete.push(column);
    if (missing.delete(column.field) && missing.size === 0) return complete;
  }
  const direction = complete.at(-1)?.direction ?? 'asc';
  for (const field of missing) complete.push({ field, direction });
  return complete;
}
