import { isLetter, toLower } from './ascii.js';
import { ENGLISH_PAIRS } from './english-pairs.js';

const A = 0x61;
/** The character of the table that stands for no difference. */
const EVEN = A + 12;

/**
 * How much more likely the letters follow each other so in English than by chance, in bits. Letters drawn at random
 * reach n bits in one text of 2^n at most (Markov's inequality on the likelihood ratio); a sentence gains about one a letter.
 */
export function wordScore(text: Uint8Array): number {
  let halfBits = 0;
  for (let i = 1; i < text.length; i++) {
    const [first = 0, second = 0] = [text[i - 1], text[i]];
    if (!isLetter(first) || !isLetter(second)) continue;
    const row = ENGLISH_PAIRS[toLower(first) - A] ?? '';
    halfBits += row.charCodeAt(toLower(second) - A) - EVEN;
  }
  return halfBits / 2;
}
