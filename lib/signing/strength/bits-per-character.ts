import { isDigit, isLetter, isLower, isUpper } from './ascii.js';

const LETTERS = 26;
const DIGITS = 10;
const HEX_DIGITS = 16;

/**
 * Bits that a character chosen at random would hold: log2 of the size of the alphabet that the text seems to be from, but
 * never of more than twice the characters that it really has. The same for all random keys of one alphabet and length.
 */
export function bitsPerCharacter(text: Uint8Array): number {
  const characters = new Set(text);
  return Math.log2(Math.max(1, Math.min(alphabet([...characters]), 2 * characters.size)));
}

function alphabet(characters: readonly number[]): number {
  const has = (kind: (byte: number) => boolean) => characters.some(kind);
  const others = characters.filter((byte) => !isLetter(byte) && !isDigit(byte)).length;
  const uppers = has(isUpper) ? LETTERS : 0;
  const lowers = has(isLower) ? LETTERS : 0;
  if (uppers + lowers === LETTERS && characters.filter(isLetter).every(isHexLetter)) {
    return HEX_DIGITS + 2 * others;
  }
  return uppers + lowers + (has(isDigit) ? DIGITS : 0) + 2 * others;
}

const isHexLetter = (byte: number) => (byte | 0x20) <= 0x66;
