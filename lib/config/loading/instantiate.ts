import { plainToInstance } from 'class-transformer';
import { nameOfError } from '../../foundation/name-of-error.js';
import { convertText } from '../conversion/convert-text.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import { expectation } from '../report/expectation.js';
import { showRejected } from '../report/show-value.js';
import { resolveOfConfig } from '../settings/resolve-of-config.js';
import type { Rules } from '../settings/rules.js';
import type { Setting } from '../settings/setting.js';
import { hide } from './hide.js';
import type { RawValue } from './read-raw-value.js';
import type { UnreadSecrets } from './unread-secrets.js';

interface Unconverted {
  readonly setting: Setting;
  readonly raw: RawValue;
}

/** An instance with the value of each setting, hidden ones hidden; and the texts that stand for no value. */
export function instantiate<T extends object>(
  Class: new () => T,
  settings: readonly Setting[],
  rules: Rules,
  raw: ReadonlyMap<string, RawValue>,
  overrides: Readonly<Record<string, unknown>>,
  unread?: UnreadSecrets,
): { config: T; problems: ConfigurationProblem[]; failed: ConfigurationProblem[] } {
  const values: Record<string, unknown> = {};
  const unconverted: Unconverted[] = [];
  for (const setting of settings) {
    const found = raw.get(setting.name);
    if (found === undefined || setting.kind === 'secret') continue;
    const value = convertText(setting, found.content.toString());
    if (value === undefined) unconverted.push({ setting, raw: found });
    else values[setting.name] = value;
  }
  // So that class-transformer's own decorators work on fields that bear them.
  const { config, problems } = transform(Class, { ...values, ...overrides });
  const failed = applyDefaults(config, settings, raw);
  hide(config, hiddenReaders(config, settings, raw, unread));
  problems.push(...unconverted.map((each) => explain(each, rules, config)));
  return { config, problems, failed };
}

/** Returns the defaults that failed, maybe because of a setting that is missing or wrong itself. */
function applyDefaults(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
): ConfigurationProblem[] {
  const readable = withSecrets(config, settings, raw);
  return settings.flatMap(({ name, default: initial }) => {
    if (initial === undefined || Reflect.get(config, name) !== undefined) return [];
    try {
      Reflect.set(config, name, resolveOfConfig(initial, readable));
      return [];
    } catch (error) {
      const found = `has a default that threw ${nameOfError(error)}`;
      return [{ setting: name, code: 'default-failed', found }];
    }
  });
}

/** The configuration as functions of it may read it while its secrets are not yet in place. */
function withSecrets(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
): object {
  const secrets = settings.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
  return new Proxy(config, {
    get(target, property): unknown {
      const secret = secrets.find((name) => name === property);
      const content = secret === undefined ? undefined : raw.get(secret)?.content;
      return content?.toString() ?? Reflect.get(target, property);
    },
  });
}

/** After a @Transform() that fails, the instance has the values as they were, so that other problems are found too. */
function transform<T extends object>(
  Class: new () => T,
  values: Record<string, unknown>,
): { config: T; problems: ConfigurationProblem[] } {
  try {
    const config = plainToInstance(Class, values, { exposeDefaultValues: true });
    return { config, problems: [] };
  } catch (error) {
    // Without its message: a parser's holds the text that it could not read.
    const found = `has a @Transform() that threw ${nameOfError(error)}`;
    const problem = { setting: Class.name, code: 'transform-failed', found };
    return { config: Object.assign(new Class(), values), problems: [problem] };
  }
}

function hiddenReaders(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  unread: UnreadSecrets | undefined,
): Map<string, () => unknown> {
  const hidden = settings.filter((setting) => setting.hidden);
  return new Map(
    hidden.map(({ name, kind }) => {
      if (kind === 'secret' && unread) return [name, unread.readerOf(name)];
      const value: unknown = Reflect.get(config, name);
      const secret = kind === 'secret' ? raw.get(name)?.content : undefined;
      return [name, secret === undefined ? () => value : secretReader(secret)];
    }),
  );
}

/** A secret from a file becomes a string each time it is read, and is garbage after: it stays out of heap snapshots. */
function secretReader(content: string | Buffer): () => string {
  return typeof content === 'string' ? () => content : () => content.toString();
}

function explain(
  { setting, raw }: Unconverted,
  rules: Rules,
  config: object,
): ConfigurationProblem {
  const text = raw.content.toString();
  const expected = expectation(setting, rules, config);
  return {
    setting: setting.name,
    code: 'invalid',
    found: expected + showRejected(setting, text),
    origin: raw.origin,
    ...(['undefined', 'null'].includes(text) && {
      hint: `process.env.X = ${text} stores that word; write delete process.env.X`,
    }),
  };
}
