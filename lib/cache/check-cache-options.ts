import { CacheOptionsError } from './cache-options.error.js';
import type { CacheOptions } from './cache.options.js';

/** What the memory cache is made from, once it is certain that it can be. */
export interface MemoryCacheOptions {
  readonly ttl: number;
  readonly max: number;
}

/** Throws CacheOptionsError for what this version has no store for, and for bounds that bound nothing. */
export function checkCacheOptions(options: CacheOptions): MemoryCacheOptions {
  const { provider, ttl, max, maxBytes } = options;
  if (provider !== 'memory') {
    throw unsupported(`a ${provider} server`, 'Leave CACHE_URL out.');
  }
  if (max === 'auto') throw unsupported('CACHE_MAX_SIZE=auto', 'Set a number of entries.');
  if (maxBytes !== undefined) throw unsupported('CACHE_MAX_BYTES', 'Leave it out.');
  if (!isPositiveInteger(max)) throw outOfBounds('max');
  if (!isPositiveInteger(ttl)) throw outOfBounds('ttl');
  return { ttl, max };
}

const isPositiveInteger = (value: number) => Number.isSafeInteger(value) && value > 0;

function unsupported(what: string, instead: string): CacheOptionsError {
  return new CacheOptionsError(`The cache does not support ${what} in this version.`, {
    code: 'CACHE_UNSUPPORTED',
    hint: `${instead} Or leave this cache out with forRoot({ cache: false }).`,
  });
}

function outOfBounds(option: string): CacheOptionsError {
  return new CacheOptionsError(`The cache option ${option} must be a whole number of at least 1.`, {
    code: 'CACHE_OPTION_INVALID',
    hint: `Give ProductionCacheModule.forRoot() a ${option} that bounds something.`,
  });
}
