import { IsIn } from 'class-validator';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

export interface EnumSettingOptions<Value extends string> extends ValueOptions<Value> {
  values: readonly Value[];
}

/** One of a few words, written exactly so. */
export function EnumSetting<Value extends string>(
  options: EnumSettingOptions<Value>,
): PropertyDecorator {
  const { values, ...description } = options;
  return settingDecorator({ ...description, kind: 'enum' }, [IsIn(values)]);
}
