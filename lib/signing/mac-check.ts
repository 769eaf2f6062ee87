import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Length of an HMAC-SHA256 in base64url. */
export const MAC_LENGTH = 43;

export function macOf(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/**
 * Compares MACs in constant time, as they are encoded: several texts decode to the same bytes, and only one of them was
 * given out. Writes into bytes of its own, which costs half of what new ones do.
 */
export class MacCheck {
  readonly #expected = Buffer.alloc(MAC_LENGTH);
  readonly #given = Buffer.alloc(MAC_LENGTH);

  /** Whether this is the HMAC-SHA256 of the text, in base64url. */
  passes(key: KeyObject, text: string, mac: string): boolean {
    if (mac.length !== MAC_LENGTH) return false;
    const expected = macOf(key, text);
    this.#expected.write(expected, 0, MAC_LENGTH, 'latin1');
    this.#given.write(mac, 0, MAC_LENGTH, 'latin1');
    // The second, of texts that may be the same, because latin1 keeps the low byte of each character only.
    return timingSafeEqual(this.#expected, this.#given) && expected === mac;
  }
}
