import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/** Thrown while the application starts when no cache can be made from the options. */
export class CacheOptionsError extends ProductionReadinessError {
  override readonly name = 'CacheOptionsError';
}
