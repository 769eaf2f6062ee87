import { encodedKey } from '../encoded-key.js';
import type { SecretDefect } from '../secret-text.rules.js';
import { estimateBits } from './estimate-bits.js';
import { hasPlaceholder } from './has-placeholder.js';
import { isPublished } from './is-published.js';
import { readingsOf, typedReadingsOf } from './readings-of.js';
import { uuidVersion } from './uuid-version.js';

const NEW_KEY = 'make a new one:  openssl rand -base64 32';
const LEAST_BITS = 100;
const RANDOM_UUID = 4;

const PUBLISHED: SecretDefect = {
  code: 'known-public',
  found: 'is a published key: whoever looks it up can sign as you',
  hint: `${NEW_KEY}\na key that others know may not stay as a fallback either`,
};
const PLACEHOLDER: SecretDefect = {
  code: 'placeholder',
  found: 'has the words of a placeholder, itself or when it is decoded',
  hint: NEW_KEY,
};
const LOW_ENTROPY: SecretDefect = {
  code: 'low-entropy',
  found: 'repeats itself or follows a pattern, so that it can be guessed',
  hint: NEW_KEY,
};
const UUID_NOT_RANDOM: SecretDefect = {
  code: 'uuid-not-random',
  found: 'is a UUID that is not random: made from a time, a name or an address',
  hint: NEW_KEY,
};

/** Why a key that is long enough can be known or guessed all the same. */
export function findWeakness(secret: Uint8Array): SecretDefect | undefined {
  const text = withoutPrefix(secret);
  if ([secret, ...readingsOf(text)].some(isPublished)) return PUBLISHED;
  if (readingsOf(text).some(hasPlaceholder)) return PLACEHOLDER;
  if (typedReadingsOf(text).some((typed) => estimateBits(typed) < LEAST_BITS)) return LOW_ENTROPY;
  return (uuidVersion(text) ?? RANDOM_UUID) === RANDOM_UUID ? undefined : UUID_NOT_RANDOM;
}

/** What is encoded, still encoded. */
function withoutPrefix(secret: Uint8Array): Uint8Array {
  const encoding = encodedKey(secret)?.encoding;
  return encoding === undefined ? secret : secret.subarray(encoding.length + 1);
}
