import { isAlphanumeric, toLower } from './ascii.js';
import { estimateBits } from './estimate-bits.js';
import { PLACEHOLDER_WORDS } from './placeholder-words.js';
import { wordScore } from './word-score.js';

/** Generated keys of frameworks that are marked so are never meant for production, however random the rest. */
const ALWAYS = [Buffer.from('insecure-'), Buffer.from('django-insecure-')];
const ENOUGH_BYTES = 32;
const ENOUGH_BITS = 112;
const MOST_WORDS = 10;

/**
 * Whether words in the text say that it is a placeholder. `prod_secret_` before a random key says nothing bad: the words
 * are forgiven when the rest is a key by itself, of 32 bytes and 112 bits (NIST SP 800-131A, the least strength).
 */
export function hasPlaceholder(text: Uint8Array): boolean {
  const lower = text.map(toLower);
  if (ALWAYS.some((prefix) => prefix.equals(lower.subarray(0, prefix.length)))) return true;
  return hasWord(lower) && !rests(text).some(isKeyByItself);
}

/** Separators do not hide a word: CHANGE_ME and change-me are one. */
function hasWord(lower: Uint8Array): boolean {
  const view = Buffer.from(lower.filter(isAlphanumeric));
  return PLACEHOLDER_WORDS.some((word) => view.includes(word));
}

/** The stretches between the parts, as separators cut them, that have such a word. */
function rests(text: Uint8Array): Uint8Array[] {
  const stretches: Uint8Array[] = [];
  let start = 0;
  for (const { from, to } of parts(text)) {
    if (!hasWord(text.subarray(from, to).map(toLower))) continue;
    stretches.push(text.subarray(start, from));
    start = to;
  }
  return [...stretches, text.subarray(start)];
}

function* parts(text: Uint8Array): Generator<{ from: number; to: number }> {
  let from = 0;
  for (let to = 0; to <= text.length; to++) {
    if (to < text.length && isAlphanumeric(text[to] ?? 0)) continue;
    if (to > from) yield { from, to };
    from = to + 1;
  }
}

function isKeyByItself(rest: Uint8Array): boolean {
  return (
    rest.length >= ENOUGH_BYTES &&
    estimateBits(rest) >= ENOUGH_BITS &&
    wordScore(rest) < MOST_WORDS &&
    !hasWord(rest.map(toLower))
  );
}
