import { connectionUrlRule } from './connection-url.rule.js';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

export interface UrlSettingOptions extends ValueOptions<string> {
  /** How it may begin: `redis://`, `memory:`. Any scheme when left out. */
  protocols?: readonly string[];
  /** `any` takes every text that is not blank: keyword strings, named pipes. @default 'url' */
  format?: 'url' | 'any';
}

/**
 * A URL, several hosts separated by commas included (WHATWG URL for each host). It may hold a password, so it
 * is kept out of every print and clone, and `X_FILE` may name a file that holds it.
 */
export function UrlSetting(options: UrlSettingOptions = {}): PropertyDecorator {
  const { protocols, format = 'url', ...description } = options;
  const rules = format === 'any' ? [] : [connectionUrlRule(protocols)];
  return settingDecorator({ ...description, kind: 'url', hidden: true }, rules);
}
