import { decodeHex } from '../decode-hex.js';

const HYPHEN = 0x2d;
const HYPHENS = [8, 13, 18, 23];
const LENGTH = 36;
const URN = Buffer.from('urn:uuid:');

/** The version of a UUID (RFC 9562 section 4), as such, in braces or as a URN; undefined for any other text. */
export function uuidVersion(text: Uint8Array): number | undefined {
  const uuid = bare(text);
  if (uuid.length !== LENGTH || HYPHENS.some((at) => uuid[at] !== HYPHEN)) return undefined;
  const digits = uuid.filter((_, index) => !HYPHENS.includes(index));
  const version = decodeHex(digits)?.[6];
  return version === undefined ? undefined : version >> 4;
}

function bare(text: Uint8Array): Uint8Array {
  if (text[0] === 0x7b && text.at(-1) === 0x7d) return text.subarray(1, -1);
  return URN.equals(text.subarray(0, URN.length)) ? text.subarray(URN.length) : text;
}
