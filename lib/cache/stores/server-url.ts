import { type CacheUrl, readCacheUrl } from '../../foundation/cache-url.js';
import { cacheUrlFault } from '../../foundation/cache-url-fault.js';
import { CacheOptionsError } from '../cache-options.error.js';

/** Reads the URL of a cache server. Throws CacheOptionsError, which never shows the URL. */
export function serverUrl(url: string): CacheUrl {
  const fault = cacheUrlFault(url);
  const read = fault === undefined ? readCacheUrl(url) : undefined;
  if (read !== undefined) return read;
  throw new CacheOptionsError(`The URL of the cache server ${fault ?? 'is missing'}.`, {
    code: 'CACHE_URL_INVALID',
    hint: 'Correct CACHE_URL; it is not shown here because it may hold a password.',
  });
}
