import { hkdfSync, type KeyObject } from 'node:crypto';

const SALT = 'production-readiness';

/**
 * HKDF-SHA256 (RFC 5869). Salt and the forms of `info` are frozen as v1: changing either would make every key that was
 * derived before unreadable.
 */
export function deriveBytes(
  secret: Uint8Array | KeyObject,
  info: string,
  length: number,
  namespace?: string,
): Buffer {
  const salt = namespace === undefined ? SALT : `${SALT}:${namespace}`;
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
