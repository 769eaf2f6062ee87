import { toLower } from './ascii.js';
import { bitsPerCharacter } from './bits-per-character.js';

const ROWS = Buffer.from(
  'abcdefghijklmnopqrstuvwxyz01234567890qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop ',
);
/** What a guesser tries first: the alphabet, the digits and the rows of keyboards, forwards and backwards. */
const KNOWN = Buffer.concat([ROWS, Buffer.from(ROWS).reverse()]);
const SHORTEST_MATCH = 4;

/**
 * Bits of a text at most: those of its characters, but what was there before, or is a row of the keyboard, costs no more
 * than saying where and how long (as in LZ77, Ziv and Lempel 1977). Takes time in proportion to the length.
 */
export function estimateBits(text: Uint8Array): number {
  const window = Buffer.concat([KNOWN, text.map(toLower)]);
  const literal = bitsPerCharacter(text);
  const latest = new Map<number, number>();
  let bits = 0;
  let seen = 0;
  for (let i = KNOWN.length; i < window.length;) {
    while (seen < i) remember(window, seen++, latest);
    const length = matchLength(window, latest.get(gramAt(window, i)), i);
    const reference = Math.log2(i) + 2 * Math.log2(length) + 1;
    const isReference = length >= SHORTEST_MATCH && reference < length * literal;
    bits += isReference ? reference : literal;
    i += isReference ? length : 1;
  }
  return bits;
}

function remember(window: Buffer, index: number, latest: Map<number, number>): void {
  latest.set(gramAt(window, index), index);
}

/** Four bytes as a number; -1 where there are no four left. */
function gramAt(window: Buffer, index: number): number {
  return index + SHORTEST_MATCH > window.length ? -1 : window.readUInt32LE(index);
}

/** How far what begins at `from` agrees with what begins at `to`; the two may overlap. */
function matchLength(window: Buffer, from: number | undefined, to: number): number {
  if (from === undefined) return 1;
  let length = 0;
  while (to + length < window.length && window[from + length] === window[to + length]) length++;
  return Math.max(1, length);
}
