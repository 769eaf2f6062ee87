import { findSecretDefect, type SecretBounds } from '../../signing/secret-key.rules.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';
import type { RawValue } from './read-raw-value.js';
import { secretInForce } from './secret-in-force.js';
import { secretList } from './secret-list.js';

const LARGEST = 64 * 1024;
/** A key that nobody signs with any more is of use until the longest session has ended; more of them are leftovers. */
const MOST_FALLBACKS = 4;

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
      return defectsOf(setting).map((defect) => ({ setting: setting.name, ...defect, origin }));
    });

  function defectsOf(setting: Setting): Defect[] {
    const content = secretInForce(config, raw, setting.name);
    if (content === undefined) return [];
    if (content === 'not a text') return [NOT_A_TEXT];
    const current = settings.find(({ name }) => name === setting.fallbacksOf);
    if (current === undefined)
      return only(findSecretDefect(content, setting.name, bounds(setting)));
    const currentKey = secretInForce(config, raw, current.name);
    return checkFallbacks(setting, content, bounds(current), currentKey);
  }

  function bounds(setting: Setting): SecretBounds {
    const { minBytes = 1, maxBytes = LARGEST, multiline = false, strong = false } = setting;
    return { minBytes, maxBytes, multiline, strong, allowInsecure };
  }
}

type Defect = Pick<ConfigurationProblem, 'code' | 'found' | 'hint'>;

/** Earlier keys: each as strong as the current one, none empty, none twice. An empty one would let anybody sign. */
function checkFallbacks(
  { name, fallbacksOf }: Setting,
  list: Buffer,
  bounds: SecretBounds,
  current: Buffer | 'not a text' | undefined,
): Defect[] {
  const seen: Uint8Array[] = [];
  const items = secretList(list);
  const defects = items.flatMap((item, index) => {
    const where = `item ${index + 1}`;
    if (item.length === 0) return [emptyItem(where)];
    if (Buffer.isBuffer(current) && current.equals(item))
      return [sameAsCurrent(where, fallbacksOf)];
    if (seen.some((earlier) => Buffer.from(earlier).equals(item))) return [repeated(where)];
    seen.push(item);
    const defect = findSecretDefect(item, name, bounds);
    return defect ? [{ ...defect, found: `${where} ${defect.found}` }] : [];
  });
  return items.length > MOST_FALLBACKS ? [tooMany(items.length), ...defects] : defects;
}

const NOT_A_TEXT: Defect = { code: 'not-a-text', found: 'must be a text', hint: 'set a text' };

const tooMany = (count: number): Defect => ({
  code: 'too-many-fallbacks',
  found: `holds ${count} keys, and at most ${MOST_FALLBACKS} are taken`,
  hint: 'remove the last ones: what they signed has ended when a rotation was waited for',
});

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
