import { PaginationOptionsError } from '../pagination-options.error.js';

/** How ResponseLimitInterceptor works, and its injection token. Throws PaginationOptionsError when a value cannot work. */
export class ResponseLimitOptions {
  /** Most elements of an array in an answer. @default the maximum of the route's @Paginate(), or else of the application */
  readonly max?: number;
  /** What happens to a longer one: the answer is 500, or it is cut and a header says so. @default 'error' */
  readonly onExcess?: 'error' | 'truncate' = 'error';

  constructor({ max, onExcess }: ResponseLimitOptions = {}) {
    this.max = max;
    this.onExcess = onExcess ?? this.onExcess;
    const problems: string[] = [];
    if (max !== undefined && !(Number.isSafeInteger(max) && max > 0)) {
      problems.push(`max must be a whole number from 1 up, got ${String(max)}`);
    }
    if (this.onExcess !== 'error' && this.onExcess !== 'truncate') {
      problems.push(`onExcess must be 'error' or 'truncate'`);
    }
    if (problems.length > 0) throw new PaginationOptionsError(problems);
  }
}
