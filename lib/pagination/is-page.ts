import type { Page } from './page.js';

/** Recognises a page by its shape, so that one from a cache, a serializer or by hand counts too. */
export function isPage(value: unknown): value is Page<unknown> {
  return isObject(value) && Array.isArray(value['data']) && isMeta(value['meta']);
}

function isMeta(meta: unknown): boolean {
  return (
    isObject(meta) &&
    Number.isSafeInteger(meta['limit']) &&
    typeof meta['hasNext'] === 'boolean' &&
    typeof meta['hasPrevious'] === 'boolean' &&
    isNeighbour(meta['next']) &&
    isNeighbour(meta['previous'])
  );
}

function isNeighbour(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
