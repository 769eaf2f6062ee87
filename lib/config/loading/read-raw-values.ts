import { errorCode } from '../../foundation/error-code.js';
import { isBlank } from '../../signing/secret-text.rules.js';
import type { Environment } from '../environment.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';
import { developmentKey } from './development-key.js';
import type { LoadOptions } from './load-options.js';
import { readRawValue, type RawValue } from './read-raw-value.js';

const SECRET_KEY = 'SECRET_KEY';

/** What the environment says of each setting, and what is wrong with where it stands. */
export function readRawValues(
  settings: readonly Setting[],
  options: LoadOptions,
): { raw: Map<string, RawValue>; problems: ConfigurationProblem[] } {
  const raw = new Map<string, RawValue>();
  const problems: ConfigurationProblem[] = [];
  for (const setting of settings) {
    if (options.build && setting.kind === 'secret') continue;
    const result = overridden(setting, options) ?? readRawValue(setting, options);
    if (result === undefined) continue;
    if ('found' in result) problems.push(result);
    else if (!isNoFallback(setting, result)) raw.set(setting.name, result);
  }
  problems.push(...unknownOverrides(settings, options));
  if (options.development && !options.build) problems.push(...develop(settings, raw, options));
  return { raw, problems };
}

function unknownOverrides(
  settings: readonly Setting[],
  { overrides = {} }: LoadOptions,
): ConfigurationProblem[] {
  const known = new Set(settings.map(({ name }) => name));
  return Object.keys(overrides)
    .filter((name) => !known.has(name))
    .map((setting) => ({ setting, code: 'unknown', found: 'is not a setting of this class' }));
}

/** An override is of its type already; only a secret's goes the way of a text, to be checked as bytes. */
function overridden(
  { name, kind }: Setting,
  { overrides = {} }: LoadOptions,
): RawValue | undefined {
  const value = overrides[name];
  if (kind !== 'secret' || typeof value !== 'string') return undefined;
  return { content: value, origin: 'an override' };
}

/** A blank list of earlier keys is an empty one, not a list of one empty key. */
function isNoFallback({ fallbacksOf }: Setting, { content }: RawValue): boolean {
  return fallbacksOf !== undefined && isBlank(Buffer.from(content));
}

function develop(
  settings: readonly Setting[],
  raw: Map<string, RawValue>,
  { env }: LoadOptions,
): ConfigurationProblem[] {
  // The process's own too: `env` may leave the name out.
  if (isProduction(env) || isProduction(process.env)) return [DEVELOPMENT_IN_PRODUCTION];
  if (raw.has(SECRET_KEY) || !settings.some(({ name }) => name === SECRET_KEY)) return [];
  try {
    raw.set(SECRET_KEY, { content: developmentKey(), origin: 'the development key' });
    return [];
  } catch (error) {
    return [noDevelopmentKey(error)];
  }
}

const isProduction = (env: Environment) => String(env['NODE_ENV']).trim() === 'production';

const DEVELOPMENT_IN_PRODUCTION: ConfigurationProblem = {
  setting: 'development',
  code: 'development-in-production',
  found: 'is true while NODE_ENV is production',
  hint: "write forRoot({ development: process.env.NODE_ENV === 'development' })",
};

function noDevelopmentKey(error: unknown): ConfigurationProblem {
  const reason = errorCode(error) ?? 'unknown error';
  return {
    setting: SECRET_KEY,
    code: 'no-development-key',
    found: `is not set, and none could be kept in .production-readiness/: ${reason}`,
    hint: 'make the folder writable, or set SECRET_KEY',
  };
}
