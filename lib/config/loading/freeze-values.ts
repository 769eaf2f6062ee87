import type { ConfigurationProblem } from '../report/configuration-problem.js';

/** Freezes what the properties hold, undecorated ones too, and names those whose value JavaScript cannot freeze. */
export function freezeValues(config: object): ConfigurationProblem[] {
  return Object.entries(config)
    .filter(([, value]) => !deepFreeze(value))
    .map(([name]) => ({
      setting: name,
      code: 'not-freezable',
      found: 'is a Map, a Set, a Date or a class instance, which cannot be made immutable',
      hint: 'use numbers, texts, switches, arrays and plain objects',
    }));
}

function deepFreeze(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  Object.freeze(value);
  return Object.values(value).every(deepFreeze);
}
