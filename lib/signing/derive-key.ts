import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const SALT = 'production-readiness';
const KEY_BYTES = 32;

/**
 * One key for one purpose, from SECRET_KEY: HKDF-SHA256 (RFC 5869), 32 bytes. Salt and info are frozen as v1:
 * changing either would make every key that was derived before unreadable.
 */
export function deriveKey(secretKey: Uint8Array, purpose: string): KeyObject {
  const bytes = hkdfSync('sha256', secretKey, SALT, `v1\0key\0${purpose}`, KEY_BYTES);
  return createSecretKey(Buffer.from(bytes));
}
