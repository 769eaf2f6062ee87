import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Length of an HMAC-SHA256 in base64url. */
export const MAC_LENGTH = 43;

export function macOf(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/**
 * Whether this is the HMAC-SHA256 of the text. What is compared, in constant time, is the encoded form: several texts
 * decode to the same bytes, and only one of them was given out.
 */
export function isMacOf(key: KeyObject, text: string, mac: string): boolean {
  if (mac.length !== MAC_LENGTH) return false;
  const given = Buffer.from(mac);
  // Longer when it holds anything but ASCII.
  return given.length === MAC_LENGTH && timingSafeEqual(given, Buffer.from(macOf(key, text)));
}
