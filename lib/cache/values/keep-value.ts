import type { KeepOptions } from './keep-options.js';
import { Keeping } from './keeping.js';
import type { KeptValue } from './kept-value.js';
import { Refusal } from './refusal.js';

/** A private, plain copy of a value. Throws CacheValueError with the path of what cannot be kept. */
export function keepValue(value: unknown, options: KeepOptions): KeptValue {
  const keeping = new Keeping(options);
  const { type } = options;
  try {
    return keeping.finish(keeping.keep(value, 0, type && { shown: undefined, revived: type }));
  } catch (error) {
    throw error instanceof Refusal ? error.toError() : error;
  }
}
