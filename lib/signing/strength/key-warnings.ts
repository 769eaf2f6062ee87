import type { SecretDefect } from '../secret-text.rules.js';
import { bitsPerCharacter } from './bits-per-character.js';
import { typedReadingsOf } from './readings-of.js';
import { uuidVersion } from './uuid-version.js';
import { wordScore } from './word-score.js';

const NEW_KEY = 'make a new one:  openssl rand -base64 32';
const ASKED_FOR = 'where 128 are asked for (OWASP ASVS 5.0, 11.5.1)';
const ENOUGH_BITS = 128;
const WORDS = 20;

const UUID: SecretDefect = {
  code: 'uuid-v4',
  found: `is a random UUID: 122 bits, ${ASKED_FOR}`,
  hint: NEW_KEY,
};
const FEW_BITS: SecretDefect = {
  code: 'under-128-bits',
  found: `has less than 128 bits even if it is random, ${ASKED_FOR}`,
  hint: NEW_KEY,
};
const WORD_LIKE: SecretDefect = {
  code: 'word-like',
  found: 'reads like words, which are easier to guess than random characters',
  hint: NEW_KEY,
};

/** What looks weak in a key that the rules accept, but may be meant so. */
export function findKeyWarnings(secret: Uint8Array): SecretDefect[] {
  if (uuidVersion(secret) !== undefined) return [UUID];
  const isFew = bitsPerCharacter(secret) * secret.length < ENOUGH_BITS;
  const isWordLike = typedReadingsOf(secret).some((typed) => wordScore(typed) >= WORDS);
  return [...(isFew ? [FEW_BITS] : []), ...(isWordLike ? [WORD_LIKE] : [])];
}
