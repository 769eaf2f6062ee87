import type { PageSort } from '../page-request.js';
import { completeSort } from './complete-sort.js';

/** An order as it is declared. */
export interface DeclaredSort {
  /** The unique key of the list, one field or several, never NULL. */
  readonly key: string | readonly string[];
  /** The most significant field first. @default the key, ascending */
  readonly sort?: Readonly<Record<string, PageSort['direction']>>;
}

/** The complete sort that a declaration stands for. */
export function declaredSort({ key, sort = {} }: DeclaredSort): PageSort[] {
  const columns = Object.entries(sort).map(([field, direction]) => ({ field, direction }));
  return completeSort(columns, [key].flat());
}
