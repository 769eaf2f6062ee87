import type { KeyObject } from 'node:crypto';
import { deriveBytes } from './derive-bytes.js';
import { keyMaterial } from './key-material.js';

const BYTES = 4;

/**
 * 8 hex digits by which people tell secrets apart, safe to log: HKDF-SHA256 (RFC 5869). Without a namespace, so that two
 * environments that share a secret show it. A KeyObject is one of key material.
 */
export function keyFingerprint(secret: Uint8Array | KeyObject): string {
  const material = secret instanceof Uint8Array ? keyMaterial(secret) : secret;
  return deriveBytes(material, 'v1\0fingerprint', BYTES).toString('hex');
}
