import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Why an entry was not sent to a server: it would refuse one of this size. Counted as rejected, not as an outage. */
export class EntryTooLargeError extends ProductionReadinessError {
  override readonly name = 'EntryTooLargeError';

  constructor(bytes: number, limit: number) {
    super(
      `An entry of ${bytes} bytes is larger than the ${limit} that may go to the cache server.`,
      {
        code: 'CACHE_ENTRY_TOO_LARGE',
        hint: 'Cache parts of it, or raise maxEntryBytes and the limit of the server (memcached -I).',
      },
    );
  }
}
