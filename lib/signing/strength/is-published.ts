import { createHash } from 'node:crypto';
import { PUBLISHED_KEYS } from './published-keys.js';

const BYTES = 6;

/** Whether the key is one of those that anybody can look up. A random key is taken for one in 2^37 at most. */
export function isPublished(key: Uint8Array): boolean {
  // Decoded anew: a key is checked once, and nothing is held for the life of the process.
  const prefixes = Buffer.from(PUBLISHED_KEYS, 'base64');
  const wanted = createHash('sha256').update(key).digest().readUIntBE(0, BYTES);
  let low = 0;
  let high = prefixes.length / BYTES;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (prefixes.readUIntBE(middle * BYTES, BYTES) < wanted) low = middle + 1;
    else high = middle;
  }
  return low * BYTES < prefixes.length && prefixes.readUIntBE(low * BYTES, BYTES) === wanted;
}
