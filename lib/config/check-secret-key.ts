import { keyFingerprint } from '../signing/key-fingerprint.js';
import type { Environment } from './environment.js';
import { checkPresence } from './loading/check-presence.js';
import { checkSecrets } from './loading/check-secrets.js';
import type { RawValue } from './loading/read-raw-value.js';
import { readRawValues } from './loading/read-raw-values.js';
import { secretInForce } from './loading/secret-in-force.js';
import { secretList } from './loading/secret-list.js';
import { secretWarnings } from './loading/secret-warnings.js';
import { ProductionConfig } from './production-config.js';
import type { ConfigurationProblem } from './report/configuration-problem.js';
import { Rules } from './settings/rules.js';
import { settingsOf } from './settings/settings-of.js';

/** What a boot would say of SECRET_KEY and its fallbacks, without any other setting. */
export interface SecretKeyCheck {
  readonly problems: readonly ConfigurationProblem[];
  readonly warnings: readonly ConfigurationProblem[];
  /** The keys of the variables that have no problem. */
  readonly keys: readonly { readonly name: string; readonly fingerprint: string }[];
}

/** Reads the variables and files of SECRET_KEY and SECRET_KEY_FALLBACKS, and holds them to the rules of production. */
export function checkSecretKey(env: Environment = process.env): SecretKeyCheck {
  const all = settingsOf(ProductionConfig, new Rules(ProductionConfig));
  const settings = all.filter(({ kind }) => kind === 'secret');
  const unset = new ProductionConfig();
  const { raw, problems } = readRawValues(settings, { env });
  problems.push(...checkSecrets(unset, settings, raw, false));
  const isSound = (name: string) => !problems.some(({ setting }) => setting === name);
  const sound = settings.filter(({ name }) => isSound(name));
  problems.push(...checkPresence(unset, sound, raw, env));
  const set = sound.filter(({ name }) => raw.has(name));
  const keys = set.flatMap(({ name, fallbacksOf }) =>
    fingerprints(unset, raw, name, fallbacksOf !== undefined),
  );
  return { problems, warnings: secretWarnings(unset, set, raw, env), keys };
}

function fingerprints(
  config: object,
  raw: ReadonlyMap<string, RawValue>,
  name: string,
  isList: boolean,
): { name: string; fingerprint: string }[] {
  const content = secretInForce(config, raw, name);
  if (!Buffer.isBuffer(content)) return [];
  return (isList ? secretList(content) : [content]).map((key, index) => ({
    name: isList ? `${name} item ${index + 1}` : name,
    fingerprint: keyFingerprint(key),
  }));
}
