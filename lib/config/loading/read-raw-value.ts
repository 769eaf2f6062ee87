import type { Environment } from '../environment.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Origin } from '../report/origin.js';
import type { Setting, SettingKind } from '../settings/setting.js';
import type { LoadOptions } from './load-options.js';
import { readSettingFile, UnusableFile } from './read-setting-file.js';

/** The text or the bytes of a setting before conversion, and where they came from. */
export interface RawValue {
  /** Bytes when a file holds it: a secret must not become a string before somebody reads it. */
  readonly content: string | Buffer;
  readonly origin: Origin;
}

/** What the environment says of one setting, in `X` or, for secrets and URLs, in the file that `X_FILE` names. */
export function readRawValue(
  setting: Setting,
  { env, origin = 'the environment' }: LoadOptions,
): RawValue | ConfigurationProblem | undefined {
  const text = variable(env, setting.name);
  const path = mayBeMounted(setting.kind) ? variable(env, `${setting.name}_FILE`) : undefined;
  if (path === undefined) return text === undefined ? undefined : { content: text, origin };
  return text === undefined ? readMounted(setting.name, path) : setTwice(setting.name);
}

/** Whether `X_FILE` names a file that holds the value: for others, such as LOG_FILE, it is a name like any other. */
export const mayBeMounted = (kind: SettingKind) => kind === 'secret' || kind === 'url';

/** An empty variable is an unset one: `X=${X}` in a compose file makes them. */
function variable(env: Environment, name: string): string | undefined {
  const value: unknown = Object.hasOwn(env, name) ? env[name] : undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readMounted(name: string, path: string): RawValue | ConfigurationProblem {
  const content = readSettingFile(path);
  const origin: Origin = `the file ${path}`;
  if (!(content instanceof UnusableFile)) return { content, origin };
  const { found, hint } = content;
  return { setting: name, code: 'unusable-file', found, hint, origin };
}

function setTwice(name: string): ConfigurationProblem {
  return {
    setting: name,
    code: 'set-twice',
    found: `is set twice, as ${name} and as ${name}_FILE`,
    hint: `keep one of them`,
  };
}
