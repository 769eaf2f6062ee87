import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';

export type ValueErrorCode =
  'CACHE_VALUE_UNSUPPORTED' | 'CACHE_VALUE_NEEDS_TYPE' | 'CACHE_VALUE_TOO_LARGE';

const HINTS: Record<ValueErrorCode, string> = {
  CACHE_VALUE_UNSUPPORTED:
    'Cache data only: JSON types, Date, Map, Set, BigInt, Buffer and typed arrays.',
  CACHE_VALUE_NEEDS_TYPE:
    'A plain copy would show what the class hides: give wrap() the option { type: TheClass }, or cache a plain object. For an HTTP answer: put SafeCacheInterceptor before ClassSerializerInterceptor.',
  CACHE_VALUE_TOO_LARGE:
    'Cache parts of it, or raise maxEntryBytes in the options of the cache, and CACHE_MAX_BYTES where that is less.',
};

/** Why a value cannot be kept, and where in it: `$.user.orders[3].callback`. */
export class CacheValueError extends ProductionReadinessError {
  override readonly name = 'CacheValueError';
  /** From the value inwards; names of properties, never values. */
  readonly path: string;

  constructor(what: string, code: ValueErrorCode, steps: readonly string[] = []) {
    const path = `$${steps.join('')}`;
    super(`A value cannot be cached: ${path} is ${what}.`, { code, hint: HINTS[code] });
    this.path = path;
  }
}
