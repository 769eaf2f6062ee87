import { decodeBase64 } from '../decode-base64.js';
import { decodeHex } from '../decode-hex.js';
import { isPrintable } from './ascii.js';

/** What a text may say: itself, and what it says when it is taken for base64 or hex. */
export function readingsOf(text: Uint8Array): Uint8Array[] {
  return [text, decodeBase64(text), decodeHex(text)].filter((reading) => reading !== undefined);
}

/** The readings that somebody may have typed. */
export function typedReadingsOf(text: Uint8Array): Uint8Array[] {
  const [, ...decoded] = readingsOf(text);
  return [text, ...decoded.filter((reading) => reading.every(isPrintable))];
}
