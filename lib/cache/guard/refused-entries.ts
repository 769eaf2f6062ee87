import { Logger } from '@nestjs/common';
import { errorCode } from '../../foundation/error-code.js';
import { nameOfError } from '../../foundation/name-of-error.js';
import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';
import type { CacheCounters } from '../statistics/cache-counters.js';

/** Entries that a server does not take, such as those too large for it: each is counted, the first is told. */
export class RefusedEntries {
  readonly #counters: CacheCounters;
  #isTold = false;

  constructor(counters: CacheCounters) {
    this.#counters = counters;
  }

  add(error: unknown): void {
    this.#counters.rejected++;
    if (this.#isTold) return;
    this.#isTold = true;
    // What else is thrown comes from a store of the application; its message may quote the entry.
    const reason =
      error instanceof ProductionReadinessError
        ? error.message
        : `The store does not take an entry: ${nameOfError(error)}.`;
    new Logger('ProductionCache').error(`${reason}\nFurther ones are counted and not told.`);
  }
}

/** Whether an operation has failed because of what was to be written, and not because of the server. */
export function isFaultOfEntry(error: unknown): boolean {
  return errorCode(error)?.startsWith('CACHE_ENTRY_') ?? false;
}
