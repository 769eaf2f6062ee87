import type { BaseConfig } from '../config/base-config.js';
import type { Environment } from '../config/environment.js';
import { Rules } from '../config/settings/rules.js';
import type { Setting } from '../config/settings/setting.js';
import { settingsOf } from '../config/settings/settings-of.js';
import { tryOfConfig } from '../config/settings/try-of-config.js';
import { INSECURE_MARK } from '../signing/secret-key.rules.js';

/** Texts for the settings that must be set and are not overridden. */
export function standIns(
  Class: new () => BaseConfig,
  overrides: Readonly<Record<string, unknown>>,
): Environment {
  const rules = new Rules(Class);
  const present: object = Object.assign(new Class(), overrides);
  const required = settingsOf(Class, rules).filter(
    (setting) =>
      Reflect.get(present, setting.name) === undefined &&
      setting.default === undefined &&
      !tryOfConfig(setting.optional ?? false, present),
  );
  return Object.fromEntries(required.map((setting) => [setting.name, standIn(setting, rules)]));
}

function standIn({ name, kind, example, minBytes = 0 }: Setting, rules: Rules): string {
  if (example !== undefined) return String(example);
  switch (kind) {
    case 'int':
    case 'number':
      return String(rules.bound(name, 'min') ?? 1);
    case 'bool':
      return 'false';
    case 'enum':
      return rules.list(name, 'isIn')?.[0] ?? '';
    case 'url':
      return urlFor(rules.list(name, 'isUrl')?.[0] ?? 'http://');
    case 'string':
      return 'test';
    case 'secret':
      return `${INSECURE_MARK}test-${name}`.padEnd(Math.max(minBytes, 32), '-');
  }
}

const urlFor = (protocol: string) => (protocol.endsWith('//') ? `${protocol}localhost` : protocol);
