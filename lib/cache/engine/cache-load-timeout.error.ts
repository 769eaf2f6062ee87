import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Rejected with when a loader of `wrap` has not settled within `hardTimeout`. */
export class CacheLoadTimeoutError extends ProductionReadinessError {
  override readonly name = 'CacheLoadTimeoutError';

  constructor(hardTimeout: number) {
    super(`A loader given to wrap() did not settle within ${hardTimeout} ms.`, {
      code: 'CACHE_LOAD_TIMEOUT',
      hint: 'Give the loader a time limit of its own, or raise hardTimeout in the options of wrap() or of the cache.',
    });
  }
}
