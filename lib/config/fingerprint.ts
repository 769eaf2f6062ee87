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
  name?: string,
): string {
  const chosen = settings.filter(({ setting }) =>
    name === undefined ? setting.fingerprint !== false : setting.name === name,
  );
  if (chosen.length === 0) throw new TypeError('fingerprint() was asked for what is no setting');
  const key = settings.find(({ setting }) => setting.name === 'SECRET_KEY');
  const mac = createHmac('sha256', deriveKey(key ? bytesOf(config, key) : Buffer.of(), PURPOSE));
  for (const loaded of chosen.toSorted(byName)) {
    const bytes = bytesOf(config, loaded);
    mac.update(`${loaded.setting.name}:${bytes.length}:`).update(bytes);
  }
  return mac.digest('hex').slice(0, HEX_DIGITS);
}

const byName = (a: LoadedSetting, b: LoadedSetting) => (a.setting.name < b.setting.name ? -1 : 1);

function bytesOf(config: object, { setting, bytes }: LoadedSetting): Buffer {
  return bytes ?? Buffer.from(canonical(Reflect.get(config, setting.name)));
}

/** The same for a text from a file and from the environment; no two values of one setting alike. */
function canonical(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
