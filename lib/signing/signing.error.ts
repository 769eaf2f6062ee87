import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/**
 * Thrown for secrets that cannot be used, and for options and purposes that are wrong. Never for what a client sends, and
 * never with a secret in it.
 */
export class SigningError extends ProductionReadinessError {
  override readonly name = 'SigningError';
}
