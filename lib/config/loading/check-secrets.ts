import { findSecretDefect, type SecretBounds } from '../../signing/secret-key.rules.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';
import type { RawValue } from './read-raw-value.js';
import { secretList } from './secret-list.js';

const LARGEST = 64 * 1024;

/** The problems of all secrets. Works on bytes: no string of a secret meets a regular expression, a hash or class-validator. */
export function checkSecrets(
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  allowInsecure: boolean,
): ConfigurationProblem[] {
  const bytesOf = (name: string) => toBytes(raw.get(name)?.content);
  return settings.flatMap((setting) => {
    const bytes = bytesOf(setting.name);
    if (setting.kind !== 'secret' || bytes === undefined) return [];
    const origin = raw.get(setting.name)?.origin;
    return defectsOf(setting, bytes).map((defect) => ({
      setting: setting.name,
      ...defect,
      ...(origin && { origin }),
    }));
  });

  function defectsOf(setting: Setting, bytes: Buffer): Defect[] {
    const current = settings.find(({ name }) => name === setting.fallbacksOf);
    if (current === undefined) return only(findSecretDefect(bytes, setting.name, bounds(setting)));
    return checkFallbacks(setting, bytes, bounds(current), bytesOf(current.name));
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

export function toBytes(content: string | Buffer | undefined): Buffer | undefined {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
