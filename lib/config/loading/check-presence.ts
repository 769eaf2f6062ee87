import type { Environment } from '../environment.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import { resolveOfConfig } from '../settings/resolve-of-config.js';
import type { Setting } from '../settings/setting.js';
import { mayBeMounted, type RawValue } from './read-raw-value.js';

/** The settings that have no value, neither set nor by default, and may not be left out. */
export function checkPresence(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  env: Environment,
): ConfigurationProblem[] {
  return settings
    .filter((setting) => !raw.has(setting.name) && Reflect.get(config, setting.name) === undefined)
    .filter((setting) => !resolveOfConfig(setting.optional ?? false, config))
    .map((setting) => missing(setting, env));
}

/** Tells a variable that is set but empty from one that is not set. */
function missing(setting: Setting, env: Environment): ConfigurationProblem {
  const advice = setting.hint ?? generalAdvice(setting);
  if (!Object.hasOwn(env, setting.name) || env[setting.name] !== '') {
    return { setting: setting.name, code: 'missing', found: 'is missing', hint: advice };
  }
  const cause = 'compose files and shells leave it so when what they take it from is not set';
  return {
    setting: setting.name,
    code: 'empty',
    found: 'is set, but empty',
    hint: `${cause}\n${advice}`,
  };
}

function generalAdvice({ name, kind, description, example }: Setting): string {
  const mounted = mayBeMounted(kind) ? `, or ${name}_FILE for a mounted file` : '';
  const model = example === undefined ? '' : `, for instance ${JSON.stringify(example)}`;
  return [`set ${name}${mounted}${model}`, description ?? ''].join('\n').trimEnd();
}
