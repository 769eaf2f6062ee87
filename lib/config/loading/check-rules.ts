import { validateSync, type ValidationError } from 'class-validator';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import { expectation } from '../report/expectation.js';
import { mayBeShown, showRejected } from '../report/show-value.js';
import type { Rules } from '../settings/rules.js';
import type { Setting } from '../settings/setting.js';
import type { RawValue } from './read-raw-value.js';

/** Rules that `expectation` puts into one sentence. */
const IN_THE_EXPECTATION = [
  'isInt',
  'min',
  'max',
  'isNumber',
  'isBoolean',
  'isIn',
  'isUrl',
  'isString',
];

/** Runs the class-validator rules; unset settings are not their business. */
export function checkRules(
  config: object,
  settings: readonly Setting[],
  rules: Rules,
  raw: ReadonlyMap<string, RawValue>,
): ConfigurationProblem[] {
  rules.restoreInherited();
  const errors = validateSync(config, {
    skipUndefinedProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => {
    const setting = settings.find(({ name }) => name === error.property);
    if (setting === undefined) return [];
    const origin = raw.get(setting.name)?.origin ?? 'the default';
    return [{ ...explain(error, setting, rules, config), origin }];
  });
}

function explain(
  { constraints = {} }: ValidationError,
  setting: Setting,
  rules: Rules,
  config: object,
): ConfigurationProblem {
  const value = String(Reflect.get(config, setting.name));
  const others = Object.entries(constraints).filter(([rule]) => !IN_THE_EXPECTATION.includes(rule));
  const found =
    others.length === 0
      ? expectation(setting, rules, config)
      : others.map(([rule, message]) => ownWords(rule, message, setting, value)).join(', and ');
  return { setting: setting.name, code: 'invalid', found: found + showRejected(setting, value) };
}

/** class-validator's message without the name in front; not at all when its author put a value into it that may not be shown. */
function ownWords(rule: string, message: string, setting: Setting, value: string): string {
  if (!mayBeShown(setting) && message.includes(value)) return `breaks its rule "${rule}"`;
  return message.startsWith(`${setting.name} `) ? message.slice(setting.name.length + 1) : message;
}
