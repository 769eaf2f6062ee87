import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Rejected with when the cache is called with a key, a time, a loader or an option that means nothing: CACHE_KEY_INVALID, CACHE_TTL_INVALID, CACHE_LOADER_INVALID, CACHE_OPTION_INVALID. */
export class CacheArgumentError extends ProductionReadinessError {
  override readonly name = 'CacheArgumentError';
}
