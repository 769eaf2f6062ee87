import { isMarked } from '../../signing/secret-key.rules.js';
import type { SecretDefect } from '../../signing/secret-text.rules.js';
import { findKeyWarnings } from '../../signing/strength/key-warnings.js';
import type { Environment } from '../environment.js';
import type { ConfigurationProblem } from '../report/configuration-problem.js';
import type { Setting } from '../settings/setting.js';
import type { RawValue } from './read-raw-value.js';
import { secretInForce } from './secret-in-force.js';
import { secretList } from './secret-list.js';

/** What looks weak in the keys that the rules accept; of settings without a problem. Stops nothing. */
export function secretWarnings(
  config: object,
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  env: Environment,
): ConfigurationProblem[] {
  const current = settings.filter(({ strong }) => strong);
  const isEarlier = ({ fallbacksOf }: Setting) => current.some(({ name }) => name === fallbacksOf);
  const keys = [...current, ...settings.filter(isEarlier)];
  const others = Object.entries(env).filter(([name]) => !keys.some((key) => key.name === name));
  return keys.flatMap((setting) => {
    const content = secretInForce(config, raw, setting.name);
    if (!Buffer.isBuffer(content)) return [];
    return (setting.fallbacksOf ? secretList(content) : [content]).flatMap((key, index) => {
      const where = setting.fallbacksOf ? `item ${index + 1} ` : '';
      return warningsOf(key, others).map(({ found, ...warning }) => ({
        setting: setting.name,
        ...warning,
        found: where + found,
      }));
    });
  });
}

function warningsOf(
  key: Uint8Array,
  others: readonly (readonly [string, unknown])[],
): SecretDefect[] {
  if (isMarked(key)) return [];
  const holders = others.filter(([, value]) => holds(value, key)).map(([name]) => name);
  return [...findKeyWarnings(key), ...holders.map(shared)];
}

/** As a whole, or as the password of a URL. */
function holds(value: unknown, key: Uint8Array): boolean {
  return typeof value === 'string' && Buffer.from(value).includes(Buffer.from(key));
}

const shared = (name: string): SecretDefect => ({
  code: 'shared-value',
  found: `is in ${name} too: who reads one has the other`,
  hint: 'give each its own value',
});
