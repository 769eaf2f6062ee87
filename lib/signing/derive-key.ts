import { createSecretKey, type KeyObject } from 'node:crypto';
import { deriveBytes } from './derive-bytes.js';

const KEY_BYTES = 32;

/** One key for one purpose, from SECRET_KEY: 32 bytes, as long as HS256 wants its key (RFC 7518 section 3.2). */
export function deriveKey(
  secret: Uint8Array | KeyObject,
  purpose: string,
  namespace?: string,
): KeyObject {
  const bytes = deriveBytes(secret, `v1\0key\0${purpose}`, KEY_BYTES, namespace);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}
