import { hkdfSync } from 'node:crypto';
import { keyMaterial } from './key-material.js';

const SALT = 'production-readiness';
const BYTES = 4;

/**
 * 8 hex digits by which people tell keys apart, safe to log: HKDF-SHA256 (RFC 5869) of the key. Without a namespace, so that
 * two environments that share a key show it. Salt and info are frozen as v1, like those of derived keys.
 */
export function keyFingerprint(secret: Uint8Array): string {
  const bytes = hkdfSync('sha256', keyMaterial(secret), SALT, 'v1\0fingerprint', BYTES);
  return Buffer.from(bytes).toString('hex');
}
