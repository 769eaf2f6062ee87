import { createHmac } from 'node:crypto';
import { deriveKey } from '../signing/derive-key.js';
import type { LoadedSetting } from './loading/loaded-setting.js';

const PURPOSE = 'config-fingerprint';
const HEX_DIGITS = 16;

/**
 * 16 hex digits that are the same wherever these settings have the same values, whatever they came from. Keyed
 * with SECRET_KEY, so that nobody can test guesses of a weak secret against it; hence different after a rotation.
 */
export function fingerprint(
  config: object,
  settings: readonly LoadedSetting[],
  secretKey: Uint8Array,
): string {
  const mac = createHmac('sha256', deriveKey(secretKey, PURPOSE));
  for (const loaded of settings.toSorted(byName)) {
    const bytes = loaded.bytes ?? Buffer.from(canonical(Reflect.get(config, loaded.setting.name)));
    mac.update(`${loaded.setting.name}:${bytes.length}:`).update(bytes);
  }
  return mac.digest('hex').slice(0, HEX_DIGITS);
}

const byName = (a: LoadedSetting, b: LoadedSetting) => (a.setting.name < b.setting.name ? -1 : 1);

/** The same for a text from a file and from the environment; no two values of one setting alike. */
function canonical(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
