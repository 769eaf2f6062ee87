import type { PaginationProblem } from './pagination.exception.js';

export interface LookAlike {
  /** The parameter that was probably meant. */
  readonly parameter: PaginationProblem['parameter'];
  /** The name that was sent, when it is one of the few known ones. */
  readonly known?: string;
}

const KNOWN: readonly string[] = ['per_page', 'perPage', 'page_size', 'pageSize'];

/** Which parameter a name stands in for that other APIs use; ignoring it would hide the client's mistake. */
export function lookAlikeOf(name: string): LookAlike | undefined {
  if (name.startsWith('limit[')) return { parameter: 'limit' };
  if (name.startsWith('page[')) return { parameter: 'page' };
  if (name.startsWith('cursor[')) return { parameter: 'cursor' };
  const known = KNOWN.find((each) => name === each || name.startsWith(`${each}[`));
  return known === undefined ? undefined : { parameter: 'limit', known };
}
