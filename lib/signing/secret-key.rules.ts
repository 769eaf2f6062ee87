import { encodedKey } from './encoded-key.js';
import { findTextDefect, type SecretDefect } from './secret-text.rules.js';
import { findWeakness } from './strength/weak-key.rules.js';

/** Begins every key that is made for development or tests, so that production can tell. */
export const INSECURE_MARK = 'insecure-';

/** Bounds of a secret; lengths in bytes of UTF-8. */
export interface SecretBounds {
  readonly minBytes: number;
  readonly maxBytes: number;
  /** Line breaks inside are part of the secret, as in a PEM. */
  readonly multiline?: boolean;
  /** A key that bears the mark of development and tests is accepted. */
  readonly allowInsecure?: boolean;
  /** Keys are derived from it: encodings are looked into, and what is published or can be guessed is refused. */
  readonly strong?: boolean;
}

const PEM = Buffer.from('-----BEGIN');

/** The first reason why this secret cannot be used, in the order in which a person would see them. */
export function findSecretDefect(
  secret: Uint8Array,
  name: string,
  bounds: SecretBounds,
): SecretDefect | undefined {
  const { strong = false, allowInsecure = false } = bounds;
  return (
    (strong ? pem(secret) : undefined) ??
    findTextDefect(secret, name, bounds) ??
    (strong ? malformed(secret) : undefined) ??
    wrongLength(secret, bounds) ??
    (isMarked(secret) ? marked(allowInsecure) : strong ? findWeakness(secret) : undefined)
  );
}

function pem(secret: Uint8Array): SecretDefect | undefined {
  if (!PEM.equals(secret.subarray(0, PEM.length))) return undefined;
  return {
    code: 'pem',
    found: 'is a key or a certificate in PEM form, which has another use',
    hint: 'make one for this use alone:  openssl rand -base64 32',
  };
}

function malformed(secret: Uint8Array): SecretDefect | undefined {
  const encoded = encodedKey(secret);
  if (encoded === undefined || encoded.decoded !== undefined) return undefined;
  const { encoding } = encoded;
  return {
    code: 'malformed-encoding',
    found: `begins with ${encoding}: but what follows is not valid ${encoding}`,
    hint: `copy it whole, or make a new one:  echo "base64:$(openssl rand -base64 32)"`,
  };
}

/** The least length is that of what is decoded, the greatest that of the text. */
function wrongLength(
  secret: Uint8Array,
  { minBytes, maxBytes, strong }: SecretBounds,
): SecretDefect | undefined {
  const decoded = strong ? encodedKey(secret)?.decoded : undefined;
  const { length } = decoded ?? secret;
  if (length < minBytes) {
    return {
      code: 'too-short',
      found: `must be at least ${minBytes} bytes long, got ${length}${decoded ? ' when it is decoded' : ''}`,
      hint: 'make a new one:  openssl rand -base64 32',
    };
  }
  if (secret.length <= maxBytes) return undefined;
  return {
    code: 'too-long',
    found: `must be at most ${maxBytes} bytes long, got ${secret.length}`,
    hint: 'set the secret itself, not a document that holds it',
  };
}

/** Whether it bears the mark of development and tests. */
export function isMarked(secret: Uint8Array): boolean {
  return Buffer.from(INSECURE_MARK).equals(secret.subarray(0, INSECURE_MARK.length));
}

function marked(isAllowed: boolean): SecretDefect | undefined {
  if (isAllowed) return undefined;
  return {
    code: 'insecure-mark',
    found: 'is a key that was made for development or tests',
    hint: 'make one for production:  openssl rand -base64 32',
  };
}
