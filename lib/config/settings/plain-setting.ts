import type { Rules } from './rules.js';
import type { Setting, SettingKind } from './setting.js';

/** A field that bears only rules of class-validator: its kind is read from them, then from its type, then from its default. */
export function plainSetting(
  name: string,
  Class: new () => object,
  rules: Rules,
  defaults: object,
): Setting {
  const has = (...rule: string[]) => rule.some((each) => rules.has(name, each));
  return { name, kind: kindByRule(has) ?? kindByType(name, Class, defaults) };
}

function kindByRule(has: (...rule: string[]) => boolean): SettingKind | undefined {
  if (has('isInt')) return 'int';
  if (has('isNumber', 'min', 'max', 'isPositive', 'isNegative', 'isDivisibleBy')) return 'number';
  if (has('isBoolean')) return 'bool';
  if (has('isUrl')) return 'url';
  return has('isString') ? 'string' : undefined;
}

function kindByType(name: string, Class: new () => object, defaults: object): SettingKind {
  const reflected: unknown = Reflect.getMetadata('design:type', Class.prototype as object, name);
  const initial: unknown = Reflect.get(defaults, name);
  if (reflected === Number || typeof initial === 'number') return 'number';
  if (reflected === Boolean || typeof initial === 'boolean') return 'bool';
  return 'string';
}
