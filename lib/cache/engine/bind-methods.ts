import type { Cache } from 'cache-manager';

/** Tests and instrumentation put their own in the place of a method. */
const OPEN = { writable: true, configurable: true };

/** Callable without the object, as those of cache-manager are. */
const METHODS = [
  'get',
  'mget',
  'ttl',
  'set',
  'mset',
  'del',
  'mdel',
  'clear',
  'wrap',
  'on',
  'off',
  'cacheId',
  'disconnect',
] as const;

/** Gives a cache its methods once more as properties of its own, bound to it. */
export function bindMethods(cache: Cache): void {
  for (const name of METHODS) {
    const method: unknown = Reflect.get(cache, name);
    if (typeof method !== 'function') continue;
    Object.defineProperty(cache, name, { ...OPEN, value: method.bind(cache) as unknown });
  }
}
