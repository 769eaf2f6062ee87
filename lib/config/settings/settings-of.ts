import { classChain } from './class-chain.js';
import { plainSetting } from './plain-setting.js';
import type { Rules } from './rules.js';
import type { Setting } from './setting.js';
import { ownSettings } from './setting-metadata.js';

/** The settings of a class in the order in which its chain declares them, base first; a subclass replaces what it names. */
export function settingsOf(Class: new () => object, rules: Rules): Setting[] {
  const settings = new Map<string, Setting>();
  for (const ancestor of classChain(Class).reverse()) {
    for (const own of Object.values(ownSettings(ancestor))) {
      settings.set(own.name, { ...settings.get(own.name), ...own });
    }
  }
  const defaults = new Class();
  for (const name of rules.properties()) {
    if (!settings.has(name)) settings.set(name, plainSetting(name, Class, rules, defaults));
  }
  return [...settings.values()].map((setting) => withHiding(withPresence(setting, rules)));
}

/** @IsOptional() and @IsDefined() of class-validator, where the decorator says nothing. */
function withPresence(setting: Setting, rules: Rules): Setting {
  const optional = rules.has(setting.name, 'isOptional') && !rules.has(setting.name, 'isDefined');
  return { ...setting, optional: setting.optional ?? optional };
}

const SECRETIVE =
  /KEY|SECRET|TOKEN|PASS|PWD|CREDENTIAL|AUTH|SIGNATURE|PRIVATE|COOKIE|DSN|URL|URI|CONNECTION/i;

/** A URL, and a text whose name says that it holds a secret, are hidden like one, unless the decorator says otherwise. */
function withHiding(setting: Setting): Setting {
  const { name, kind } = setting;
  const isSecretive = kind === 'url' || (kind === 'string' && SECRETIVE.test(name));
  return { ...setting, hidden: setting.hidden ?? isSecretive };
}
