import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

export interface StringSettingOptions extends ValueOptions<string> {
  /** In UTF-16 code units, as class-validator counts. */
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  /** Keep it out of every print and clone; by default when its name looks like a secret's. */
  hidden?: boolean;
}

/** A text; white space around it is removed, and a blank one refused. */
export function StringSetting(options: StringSettingOptions = {}): PropertyDecorator {
  const { minLength, maxLength, pattern, ...description } = options;
  return settingDecorator({ ...description, kind: 'string' }, [
    IsString(),
    ...(minLength === undefined ? [] : [MinLength(minLength)]),
    ...(maxLength === undefined ? [] : [MaxLength(maxLength)]),
    ...(pattern === undefined ? [] : [Matches(pattern)]),
  ]);
}
