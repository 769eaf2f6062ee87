import { resolveOfConfig } from './resolve-of-config.js';
import type { OfConfig } from './setting.js';

/** As resolveOfConfig, for descriptions: undefined where the function fails on what is there. */
export function tryOfConfig<Value>(value: OfConfig<Value>, config: object): Value | undefined {
  try {
    return resolveOfConfig(value, config);
  } catch {
    return undefined;
  }
}
