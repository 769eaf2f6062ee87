import { encodedKey } from './encoded-key.js';

/**
 * The bytes that keys are derived from: those of the text itself, or what its explicit `base64:` or `hex:` prefix
 * decodes to. Throws a plain Error on a malformed encoding, which the rules for keys refuse before.
 */
export function keyMaterial(secret: Uint8Array): Uint8Array {
  const encoded = encodedKey(secret);
  if (encoded === undefined) return secret;
  if (encoded.decoded === undefined) throw new Error(`a key is not valid ${encoded.encoding}`);
  return encoded.decoded;
}
