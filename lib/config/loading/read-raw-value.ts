import { existsSync } from 'node:fs';
import { dirname, parse } from 'node:path';
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
  const { name, kind } = setting;
  const value = given(env, name);
  if (value !== undefined && !isText(value)) return notAText(name, origin);
  const path = mayBeMounted(kind) ? given(env, `${name}_FILE`) : undefined;
  if (path === undefined)
    return value === undefined ? undefined : { content: String(value), origin };
  if (!isText(path)) return notAText(name, origin);
  return value === undefined ? readMounted(name, String(path)) : setTwice(name);
}

/** Whether `X_FILE` names a file that holds the value: for others, such as LOG_FILE, it is a name like any other. */
export const mayBeMounted = (kind: SettingKind) => kind === 'secret' || kind === 'url';

/** An empty variable is an unset one: `X=${X}` in a compose file makes them. */
function given(env: Environment, name: string): unknown {
  const value: unknown = Object.hasOwn(env, name) ? env[name] : undefined;
  return value === null || value === '' ? undefined : value;
}

/** Numbers and switches stand for their text: what fetches variables may give them. */
function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function readMounted(name: string, path: string): RawValue | ConfigurationProblem {
  const content = readSettingFile(path);
  const origin: Origin = looksLikePath(path)
    ? `the file ${path}`
    : `the file that ${name}_FILE names`;
  if (!(content instanceof UnusableFile)) return { content, origin };
  const { code, found, hint } = content;
  return { setting: name, code, found, hint, origin };
}

/** A secret that was put into `X_FILE` by mistake must not be shown as a path. */
function looksLikePath(path: string): boolean {
  if (existsSync(path)) return true;
  const folder = dirname(path);
  return !['.', parse(folder).root].includes(folder) && existsSync(folder);
}

function notAText(name: string, origin: Origin): ConfigurationProblem {
  return {
    setting: name,
    code: 'not-a-text',
    found: 'must be a text, as environment variables are',
    hint: 'what fetches the variables gave another kind of value',
    origin,
  };
}

function setTwice(name: string): ConfigurationProblem {
  return {
    setting: name,
    code: 'set-twice',
    found: `is set twice, as ${name} and as ${name}_FILE`,
    hint: `keep one of them`,
  };
}
