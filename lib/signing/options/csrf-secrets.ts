import type { KeyRing } from '../key-ring.js';
import { keyTexts } from './key-texts.js';

/** Secrets for csrf-csrf: `const secrets = csrfSecrets(ring); doubleCsrf({ getSecret: () => secrets, ... })`. */
export function csrfSecrets(ring: KeyRing): string[] {
  return keyTexts(ring, 'csrf');
}
