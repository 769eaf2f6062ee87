import { decodeBase64 } from './decode-base64.js';
import { decodeHex } from './decode-hex.js';

/** A key that says how it is encoded. */
export interface EncodedKey {
  readonly encoding: 'base64' | 'hex';
  /** Undefined when what follows the prefix is not of that encoding. */
  readonly decoded: Buffer | undefined;
}

const DECODERS = [
  { encoding: 'base64', prefix: Buffer.from('base64:'), decode: decodeBase64 },
  { encoding: 'hex', prefix: Buffer.from('hex:'), decode: decodeHex },
] as const;

/** Undefined for a key without `base64:` or `hex:` in front: encodings are not guessed, a hex text is valid base64 too. */
export function encodedKey(secret: Uint8Array): EncodedKey | undefined {
  const found = DECODERS.find(({ prefix }) => prefix.equals(secret.subarray(0, prefix.length)));
  if (found === undefined) return undefined;
  const { encoding, prefix, decode } = found;
  return { encoding, decoded: decode(secret.subarray(prefix.length)) };
}
