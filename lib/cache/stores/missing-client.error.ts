import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

/** Thrown while the application starts when CACHE_URL names a server whose client is not installed. */
export class MissingClientError extends ProductionReadinessError {
  override readonly name = 'MissingClientError';

  constructor(server: string, packageName: string, cause: unknown) {
    super(`The cache is to be on ${server}, whose client "${packageName}" cannot be loaded.`, {
      code: 'CACHE_CLIENT_MISSING',
      hint: `Install it: npm install ${packageName}`,
      cause,
    });
  }
}
