import { settingDecorator } from './setting-decorator.js';
import type { SettingOptions } from './setting.js';

export interface SecretSettingOptions extends SettingOptions {
  /** Least length in bytes of UTF-8. @default 1 */
  minBytes?: number;
  /** Greatest length in bytes of UTF-8. @default 65536 */
  maxBytes?: number;
  /** Line breaks inside are part of the secret, as in a PEM. @default false */
  multiline?: boolean;
  /**
   * You choose it, and whoever guesses it can forge what you sign: keys that are published, repeat themselves or are the
   * placeholders of examples are refused, and `base64:` or `hex:` in front is understood. @default false
   */
  strong?: boolean;
  /** Names another secret whose earlier values this one lists, with commas or line breaks between; each obeys its rules. */
  fallbacksOf?: string;
}

/**
 * A secret, kept byte for byte; `X_FILE` may name a file that holds it. It is hidden from every print and clone,
 * and checked as bytes: class-validator reads it only if you add a rule of class-validator to it.
 */
export function SecretSetting(options: SecretSettingOptions = {}): PropertyDecorator {
  return settingDecorator({ ...options, kind: 'secret', hidden: true });
}
