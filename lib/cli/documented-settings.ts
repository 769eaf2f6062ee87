import { maskUrl } from '../config/shown-setting.js';
import { Rules } from '../config/settings/rules.js';
import type { Setting } from '../config/settings/setting.js';
import { settingsOf } from '../config/settings/settings-of.js';
import { tryOfConfig } from '../config/settings/try-of-config.js';
import type { ConfigClass } from '../config/config-class.js';

/** A setting as documents show it. */
export interface DocumentedSetting extends Setting {
  readonly required: boolean;
  /** Undefined for one that is hidden, but for the bare scheme of a URL. */
  readonly defaultValue: unknown;
  readonly bounds: { readonly min: number | undefined; readonly max: number | undefined };
  readonly values: readonly string[] | undefined;
}

/** The settings of a class with defaults and bounds as they are when nothing else is set. */
export function documentedSettings(Class: ConfigClass): DocumentedSetting[] {
  const rules = new Rules(Class);
  const defaults = new Class();
  return settingsOf(Class, rules).map((setting) => {
    const initial: unknown = Reflect.get(defaults, setting.name);
    const value = initial ?? tryOfConfig(setting.default, defaults);
    const isShown = !setting.hidden || (typeof value === 'string' && maskUrl(value) === value);
    const optional = tryOfConfig(setting.optional ?? false, defaults);
    return {
      ...setting,
      defaultValue: isShown ? value : undefined,
      required: value === undefined && !optional,
      bounds: { min: rules.bound(setting.name, 'min'), max: rules.bound(setting.name, 'max') },
      values: rules.list(setting.name, 'isIn'),
    };
  });
}
