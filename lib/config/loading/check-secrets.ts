import { findSecretDefect, type SecretBounds } from '../../signing/secret-key.rules.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';
import type { RawValue } from './read-raw-value.js';
import { secretList } from './secret-list.js';

const LARGEST = 64 * 1024;

/** The problems of all secrets. Works on bytes: no string of a secret meets a regular expression, a hash or class-validator. */
export function checkSecrets(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  allowInsecure: boolean,
): ConfigurationProblem[] {
  return settings
    .filter(({ kind }) => kind === 'secret')
    .flatMap((setting) => {
      const origin = raw.get(setting.name)?.origin ?? 'the default';
      const defects = defectsOf(setting, inForce(setting.name));
      return defects.map((defect) => ({ setting: setting.name, ...defect, origin }));
    });

  /** What was set, or else what the class says: a secret in the source is held to the same rules. */
  function inForce(name: string): unknown {
    return raw.get(name)?.content ?? Reflect.get(config, name);
  }

  function defectsOf(setting: Setting, content: unknown): Defect[] {
    if (content === undefined) return [];
    const bytes = toBytes(content);
    if (bytes === undefined) return [NOT_A_TEXT];
    const current = settings.find(({ name }) => name === setting.fallbacksOf);
    if (current === undefined) return only(findSecretDefect(bytes, setting.name, bounds(setting)));
    return checkFallbacks(setting, bytes, bounds(current), toBytes(inForce(current.name)));
  }

  function bounds({ minBytes = 1, maxBytes = LARGEST, multiline = false }: Setting): SecretBounds {
    return { minBytes, maxBytes, multiline, allowInsecure };
  }
}

type Defect = Pick<ConfigurationProblem, 'code' | 'found' | 'hint'>;

/** Earlier keys: each as strong as the current one, none empty, none twice. An empty one would let anybody sign. */
function checkFallbacks(
  { name, fallbacksOf }: Setting,
  list: Buffer,
  bounds: SecretBounds,
  current: Buffer | undefined,
): Defect[] {
  const seen: Uint8Array[] = [];
  return secretList(list).flatMap((item, index) => {
    const where = `item ${index + 1}`;
    if (item.length === 0) return [emptyItem(where)];
    if (current?.equals(item)) return [sameAsCurrent(where, fallbacksOf)];
    if (seen.some((earlier) => Buffer.from(earlier).equals(item))) return [repeated(where)];
    seen.push(item);
    const defect = findSecretDefect(item, name, bounds);
    return defect ? [{ ...defect, found: `${where} ${defect.found}` }] : [];
  });
}

const NOT_A_TEXT: Defect = { code: 'not-a-text', found: 'must be a text', hint: 'set a text' };

const emptyItem = (where: string): Defect => ({
  code: 'empty-item',
  found: `${where} is empty`,
  hint: 'remove the comma or the line that has no key beside it',
});

const repeated = (where: string): Defect => ({
  code: 'repeated-item',
  found: `${where} is in the list twice`,
  hint: 'remove one of them',
});

const sameAsCurrent = (where: string, current = 'the current one'): Defect => ({
  code: 'same-as-current',
  found: `${where} is the same as ${current}`,
  hint: 'list earlier keys only',
});

const only = (defect: Defect | undefined) => (defect ? [defect] : []);

function toBytes(content: unknown): Buffer | undefined {
  if (typeof content === 'string') return Buffer.from(content);
  return Buffer.isBuffer(content) ? content : undefined;
}
