import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/** Thrown when the options of pagination contradict themselves; the message names each wrong value. */
export class PaginationOptionsError extends ProductionReadinessError {
  override readonly name = 'PaginationOptionsError';

  constructor(readonly problems: readonly string[]) {
    super('The options of pagination cannot be used.', {
      code: 'PAGINATION_OPTIONS',
      hint: problems.map((problem) => `  ${problem}`).join('\n'),
    });
  }
}
