import { ConfigurationError } from '../report/configuration.error.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Origin } from '../report/origin.js';
import { renderWarning } from '../report/render-warning.js';
import { Rules } from '../settings/rules.js';
import type { Setting } from '../settings/setting.js';
import { settingsOf } from '../settings/settings-of.js';
import { checkPresence } from './check-presence.js';
import { checkRules } from './check-rules.js';
import { checkSecrets } from './check-secrets.js';
import { freezeValues } from './freeze-values.js';
import { instantiate } from './instantiate.js';
import type { LoadOptions } from './load-options.js';
import type { LoadedSetting } from './loaded-setting.js';
import { findNotes } from './notes.js';
import type { RawValue } from './read-raw-value.js';
import { readRawValues } from './read-raw-values.js';
import { scrubEnvironment } from './scrub-environment.js';
import { secretWarnings } from './secret-warnings.js';
import { UnreadSecrets } from './unread-secrets.js';

export interface LoadedSettings<T> {
  readonly config: T;
  readonly settings: readonly LoadedSetting[];
  /** What looks like a mistake but stops nothing. */
  readonly notes: readonly string[];
}

/** Reads, converts, validates, hides and freezes. Throws one ConfigurationError with every problem of every setting. */
export function loadSettings<T extends object>(
  Class: new () => T,
  options: LoadOptions,
): LoadedSettings<T> {
  const { env, development = false, allowInsecureKey = development } = options;
  const { overrides = {}, build = false, scrubEnv = false } = options;
  const rules = new Rules(Class);
  const settings = settingsOf(Class, rules);
  const { raw, problems } = readRawValues(settings, options);
  const unread = build ? new UnreadSecrets() : undefined;
  const instance = instantiate(Class, settings, rules, raw, overrides, unread);
  const { config, failed } = instance;
  problems.push(...instance.problems, ...checkSecrets(config, settings, raw, allowInsecureKey));
  // Of a setting that has a problem already, only that one is shown.
  const unsound = new Set([...problems, ...failed].map(({ setting }) => setting));
  const sound = settings.filter(({ name }) => !unsound.has(name));
  const origins = originsOf(settings, raw, overrides);
  addAll(problems, [
    () => (build ? [] : checkPresence(config, sound, raw, env)),
    () => checkRules(config, build ? present(config, sound) : sound, rules, origins, problems),
    () => freezeValues(config, settings),
    () => (problems.length === 0 && !build ? failed : []),
  ]);
  const warnings = secretWarnings(config, sound, raw, env).map(renderWarning);
  const notes = [...warnings, ...findNotes(settings, raw, env)];
  if (problems.length > 0) throw new ConfigurationError(inOrder(problems, settings), notes);
  Object.freeze(config);
  unread?.seal();
  if (scrubEnv && env === process.env) scrubEnvironment(settings);
  return { config, settings: settings.map((each) => loaded(each, raw, origins, build)), notes };
}

const present = (config: object, settings: readonly Setting[]) =>
  settings.filter(({ name }) => Reflect.get(config, name) !== undefined);

/** Functions of the configuration may fail on a setting that is missing: then that is what is told, not the failure. */
function addAll(
  problems: ConfigurationProblem[],
  checks: readonly (() => readonly ConfigurationProblem[])[],
): void {
  const failures: unknown[] = [];
  for (const check of checks) {
    try {
      problems.push(...check());
    } catch (error) {
      failures.push(error);
    }
  }
  if (problems.length === 0 && failures.length > 0) throw failures[0];
}

function originsOf(
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  overrides: Readonly<Record<string, unknown>>,
): Map<string, Origin> {
  return new Map(
    settings.map(({ name }) => {
      const set = raw.get(name)?.origin ?? 'the default';
      return [name, Object.hasOwn(overrides, name) ? 'an override' : set];
    }),
  );
}

function inOrder(problems: readonly ConfigurationProblem[], settings: readonly Setting[]) {
  const rank = new Map(settings.map(({ name }, index) => [name, index]));
  return problems.toSorted((a, b) => (rank.get(a.setting) ?? -1) - (rank.get(b.setting) ?? -1));
}

function loaded(
  setting: Setting,
  raw: ReadonlyMap<string, RawValue>,
  origins: ReadonlyMap<string, Origin>,
  build: boolean,
): LoadedSetting {
  const origin = origins.get(setting.name) ?? 'the default';
  if (build && setting.kind === 'secret') return { setting, origin, unread: true };
  const content = setting.kind === 'secret' ? raw.get(setting.name)?.content : undefined;
  return { setting, origin, ...(content instanceof Buffer && { bytes: content }) };
}
