import { DeclaredType } from './declared-type.js';
import type { KeepOptions } from './keep-options.js';
import { Keeping } from './keeping.js';
import type { KeptValue } from './kept-value.js';
import { Refusal } from './refusal.js';

/** A private, plain copy of a value. Throws CacheValueError with the path of what cannot be kept. */
export function keepValue(value: unknown, options: KeepOptions): KeptValue {
  const keeping = new Keeping(options);
  const revived = options.type && new DeclaredType(options.type);
  try {
    return keeping.finish(keeping.keep(value, 0, revived && { shown: undefined, revived }));
  } catch (error) {
    throw error instanceof Refusal ? error.toError() : error;
  }
}
