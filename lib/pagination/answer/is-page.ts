import type { Page } from '../page.js';

/** Recognises a page by its shape, so that one from a cache, a serializer or by hand counts too. */
export function isPage(value: unknown): value is Page<unknown> {
  return isObject(value) && Array.isArray(value['data']) && isMeta(value['meta']);
}

const TOTAL_IS: readonly unknown[] = [undefined, 'atLeast', 'estimated'];

function isMeta(meta: unknown): boolean {
  return (
    isObject(meta) &&
    isCount(meta['limit']) &&
    meta['limit'] > 0 &&
    (meta['total'] === undefined || isCount(meta['total'])) &&
    TOTAL_IS.includes(meta['totalIs']) &&
    typeof meta['hasNext'] === 'boolean' &&
    typeof meta['hasPrevious'] === 'boolean' &&
    isNeighbour(meta['next']) &&
    isNeighbour(meta['previous'])
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isNeighbour(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
