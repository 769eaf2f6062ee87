import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Thrown while the application starts when PaginationPipe or @Paginate() would have no effect, or the wrong one. */
export class PaginationMisuseError extends ProductionReadinessError {
  override readonly name = 'PaginationMisuseError';

  constructor(misuses: readonly string[]) {
    super('PaginationPipe or @Paginate() is used in a way that cannot work.', {
      code: 'PAGINATION_MISUSE',
      hint: misuses.map((misuse) => `  ${misuse}`).join('\n'),
    });
    // What matters is where they stand, not where this was found.
    this.stack = this.message;
  }
}
