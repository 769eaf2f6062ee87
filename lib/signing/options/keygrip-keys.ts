import type { KeyRing } from '../key-ring.js';
import type { AlsoVerify } from './earlier-secrets.js';
import { keyTexts } from './key-texts.js';

/**
 * Keys for Keygrip, and by it for cookie-session: `keys: new Keygrip(keygripKeys(ring), 'sha256')`. Its own default is
 * SHA-1. `alsoVerify` is looked at when the application starts.
 */
export function keygripKeys(ring: KeyRing, options: AlsoVerify = {}): string[] {
  return keyTexts(ring, 'keygrip', options);
}
