import { IsBoolean } from 'class-validator';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

/** true, 1, yes, on or false, 0, no, off, in any case; nothing else. */
export function BoolSetting(options: ValueOptions<boolean> = {}): PropertyDecorator {
  return settingDecorator({ ...options, kind: 'bool' }, [IsBoolean()]);
}
