import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Thrown while the application starts when PaginationPipe stands where it has no effect, or the wrong one. */
export class PaginationMisuseError extends ProductionReadinessError {
  override readonly name = 'PaginationMisuseError';

  constructor(misuses: readonly string[]) {
    super('PaginationPipe is used where it cannot work.', {
      code: 'PAGINATION_MISUSE',
      hint: misuses.map((misuse) => `  ${misuse}`).join('\n'),
    });
    // What matters is where the pipe stands, not where this was found.
    this.stack = this.message;
  }
}
