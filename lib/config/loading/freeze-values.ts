import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';

/** Freezes what the settings hold, and names those whose value JavaScript cannot freeze. */
export function freezeValues(config: object, settings: readonly Setting[]): ConfigurationProblem[] {
  return settings
    .filter(({ name }) => !deepFreeze(Reflect.get(config, name)))
    .map(({ name }) => ({
      setting: name,
      code: 'not-freezable',
      found: 'is a Map, a Set, a Date or another object that cannot be made immutable',
      hint: 'use numbers, texts, switches, arrays and plain objects',
    }));
}

function deepFreeze(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  Object.freeze(value);
  return Object.values(value).every(deepFreeze);
}
