import type { PageRequest, PageSort } from './page-request.js';

/** Whether it was made by the pipe, the decorator or parsePageRequest: a body or arguments of a client could look like one. */
export function isPageRequest(request: PageRequest): boolean {
  const { mode, limit, sort } = request;
  if (!isCount(limit) || limit === 0 || !Array.isArray(sort) || !sort.every(isSort)) return false;
  return mode === 'cursor' ? typeof request.seal === 'function' : isCount(request.offset);
}

function isSort({ field, direction }: PageSort): boolean {
  return typeof field === 'string' && (direction === 'asc' || direction === 'desc');
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
