import { validateSync, type ValidationError } from 'class-validator';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import { expectation } from '../report/expectation.js';
import type { Origin } from '../report/origin.js';
import { mayBeShown, showRejected } from '../report/show-value.js';
import { readsOf } from '../settings/reads-of.js';
import type { Rules } from '../settings/rules.js';
import type { Setting, SettingKind } from '../settings/setting.js';
import { withoutFollowers } from './without-followers.js';

/** Rules that the sentence of `expectation` covers, for each kind. */
const COVERED: Readonly<Record<SettingKind, readonly string[]>> = {
  int: ['isInt', 'min', 'max'],
  number: ['min', 'max'],
  bool: ['isBoolean'],
  enum: ['isIn'],
  url: ['isUrl'],
  string: ['isString'],
  secret: [],
};

/** Runs the class-validator rules; unset settings are not their business. `known` are the problems found before. */
export function checkRules(
  config: object,
  settings: readonly Setting[],
  rules: Rules,
  origins: ReadonlyMap<string, Origin>,
  known: readonly ConfigurationProblem[],
): ConfigurationProblem[] {
  rules.restoreInherited();
  const errors = validateSync(config, {
    skipUndefinedProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const broken = errors.flatMap((error) => {
    const setting = settings.find(({ name }) => name === error.property);
    if (setting === undefined) return [];
    const origin = origins.get(setting.name) ?? 'the default';
    const dependsOn = dependencies(setting, rules, config, origin);
    return [{ name: setting.name, error, setting, origin, dependsOn }];
  });
  return withoutFollowers(broken, known).map(({ error, setting, origin }) => ({
    ...explain(error, setting, rules, config),
    origin,
  }));
}

/** Other settings that decide whether this one is right. */
function dependencies(setting: Setting, rules: Rules, config: object, origin: Origin): string[] {
  const ofDefault = origin === 'the default' ? readsOf(setting.default, config) : [];
  const reads = [...ofDefault, ...rules.boundsReadBy(setting.name, config)];
  return reads.filter((name) => name !== setting.name);
}

function explain(
  { constraints = {} }: ValidationError,
  setting: Setting,
  rules: Rules,
  config: object,
): ConfigurationProblem {
  const value = String(Reflect.get(config, setting.name));
  const isCovered = ([rule]: [string, string]) => COVERED[setting.kind].includes(rule);
  const broken = Object.entries(constraints);
  const others = broken.filter((each) => !isCovered(each));
  const sentences = [
    ...(broken.some(isCovered)
      ? [rules.urlFault(setting.name, value) ?? expectation(setting, rules, config)]
      : []),
    ...others.map(([rule, message]) => ownWords(rule, message, setting, rules)),
  ];
  const found =
    sentences.length === 0 ? 'holds a part that breaks a rule' : sentences.join(', and ');
  return { setting: setting.name, code: 'invalid', found: found + showRejected(setting, value) };
}

/** class-validator's message without the name in front; not at all when it was written to hold a value that may not be shown. */
function ownWords(rule: string, message: string, setting: Setting, rules: Rules): string {
  const { name } = setting;
  if (!mayBeShown(setting) && !rules.isPlainMessage(name, rule)) return `breaks its rule "${rule}"`;
  const ofItems = message.replace(`each value in ${name} `, 'each item ');
  return ofItems.startsWith(`${name} `) ? ofItems.slice(name.length + 1) : ofItems;
}
