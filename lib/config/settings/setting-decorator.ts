import { declareSetting } from './setting-metadata.js';
import type { Setting } from './setting.js';

/** Composes class-validator rules with the description of a setting. */
export function settingDecorator(
  description: Omit<Setting, 'name'>,
  rules: readonly PropertyDecorator[] = [],
): PropertyDecorator {
  return (prototype, property) => {
    for (const rule of rules) rule(prototype, property);
    declareSetting(prototype.constructor, { ...description, name: String(property) });
  };
}
