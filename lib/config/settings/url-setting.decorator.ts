import { connectionUrlRule } from './connection-url.rule.js';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

export interface UrlSettingOptions extends ValueOptions<string> {
  /** How it may begin: `redis://`, `memory:`. Any scheme when left out. */
  protocols?: readonly string[];
  /** `any` takes every text that is not blank: keyword strings, named pipes. @default 'url' */
  format?: 'url' | 'any';
  /** What is wrong with whatever was set, as the end of a sentence that shows no part of it: `names no database`; else undefined. */
  faultOf?: (url: string) => string | undefined;
}

/**
 * A URL, several hosts separated by commas included (WHATWG URL for each host). It may hold a password, so it
 * is kept out of every print and clone, and `X_FILE` may name a file that holds it.
 */
export function UrlSetting(options: UrlSettingOptions = {}): PropertyDecorator {
  const { protocols, format = 'url', faultOf, ...description } = options;
  const rules = format === 'any' ? [] : [connectionUrlRule(protocols, faultOf)];
  return settingDecorator({ ...description, kind: 'url', hidden: true }, rules);
}
