import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';

/** Freezes what all properties hold, and names the settings whose value JavaScript cannot freeze. */
export function freezeValues(config: object, settings: readonly Setting[]): ConfigurationProblem[] {
  const names = new Set(settings.map(({ name }) => name));
  return Object.entries(config)
    .filter(([name, value]) => !deepFreeze(value) && names.has(name))
    .map(([name]) => ({
      setting: name,
      code: 'not-freezable',
      found: 'is a Map, a Set, a Date or a class instance, which cannot be made immutable',
      hint: 'use numbers, texts, switches, arrays and plain objects',
    }));
}

function deepFreeze(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return true;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  seen.add(value);
  Object.freeze(value);
  return Object.values(value).every((part) => deepFreeze(part, seen));
}
