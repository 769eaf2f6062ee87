import { findTextDefect, type SecretDefect } from './secret-text.rules.js';

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
}

/** The first reason why this secret cannot be used, in the order in which a person would see them. */
export function findSecretDefect(
  secret: Uint8Array,
  name: string,
  bounds: SecretBounds,
): SecretDefect | undefined {
  return (
    findTextDefect(secret, name, bounds) ??
    wrongLength(secret, bounds) ??
    (bounds.allowInsecure ? undefined : marked(secret))
  );
}

function wrongLength(
  { length }: Uint8Array,
  { minBytes, maxBytes }: SecretBounds,
): SecretDefect | undefined {
  if (length < minBytes) {
    return {
      code: 'too-short',
      found: `must be at least ${minBytes} bytes long, got ${length}`,
      hint: 'make a new one:  openssl rand -base64 32',
    };
  }
  if (length <= maxBytes) return undefined;
  return {
    code: 'too-long',
    found: `must be at most ${maxBytes} bytes long, got ${length}`,
    hint: 'set the secret itself, not a document that holds it',
  };
}

function marked(secret: Uint8Array): SecretDefect | undefined {
  if (Buffer.from(secret.subarray(0, INSECURE_MARK.length)).compare(Buffer.from(INSECURE_MARK))) {
    return undefined;
  }
  return {
    code: 'insecure-mark',
    found: 'is a key that was made for development or tests',
    hint: 'make one for production:  openssl rand -base64 32',
  };
}
