import type { OfConfig } from './setting.js';

/** The value, or what the function of the configuration says. */
export function resolveOfConfig<Value>(value: OfConfig<Value>, config: object | undefined): Value {
  // The declared parameter is the user's own class, which only the class that holds the setting knows.
  return isFunctionOfConfig(value) ? value(config as never) : value;
}

function isFunctionOfConfig<Value>(value: OfConfig<Value>): value is (config: never) => Value {
  return typeof value === 'function';
}
