import { boundRule } from './bound.rule.js';
import { settingDecorator } from './setting-decorator.js';
import type { OfConfig, ValueOptions } from './setting.js';
import { wholeNumberRule } from './whole-number.rule.js';

export interface IntSettingOptions extends ValueOptions<number> {
  /** Least value; may be a function of the configuration. */
  min?: OfConfig<number>;
  /** Greatest value; may be a function of the configuration. */
  max?: OfConfig<number>;
  /** Words that stand beside the numbers: `auto`. */
  words?: readonly string[];
}

/** A whole number in decimal digits: `0x10`, `1e3`, `5.0` and numbers beyond 2^53 are refused. */
export function IntSetting(options: IntSettingOptions = {}): PropertyDecorator {
  const { min, max, ...description } = options;
  return settingDecorator({ ...description, kind: 'int' }, [
    wholeNumberRule(options.words),
    ...(min === undefined ? [] : [boundRule('min', min)]),
    ...(max === undefined ? [] : [boundRule('max', max)]),
  ]);
}
