import { SigningError } from './signing.error.js';

/** What is signed, with its times in seconds since 1970. */
interface SignerBody<T> {
  readonly value: T;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The text of a body, in base64url. Throws SigningError for a value that JSON has no text for. */
export function writeBody(value: unknown, issuedAt: number, expiresIn: number): string {
  const json = jsonOf(value);
  return Buffer.from(`[${issuedAt},${issuedAt + expiresIn},${json}]`).toString('base64url');
}

function jsonOf(value: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch {
    // Told below, without a message that may quote the value.
  }
  if (json !== undefined) return json;
  throw new SigningError('The value to sign is none of JSON.', {
    code: 'SIGNING_VALUE',
    hint: 'Sign texts, numbers, switches, null, and arrays and plain objects of them, without cycles.',
  });
}

/**
 * To be called after the MAC was found right, and only then: what it reads was written by `writeBody`, from a T. It is
 * decoded into `scratch`, which is as long as the text or longer.
 */
export function readBody<T>(text: string, scratch: Buffer): SignerBody<T> | undefined {
  const parts = parse(text, scratch);
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const issuedAt: unknown = parts[0];
  const expiresAt: unknown = parts[1];
  if (typeof issuedAt !== 'number' || typeof expiresAt !== 'number') return undefined;
  return { value: parts[2] as T, issuedAt, expiresAt };
}

/** Whoever signs with `ring.derive('signer:…')` by hand may put anything here. */
function parse(text: string, scratch: Buffer): unknown {
  try {
    return JSON.parse(scratch.toString('utf8', 0, scratch.write(text, 'base64url')));
  } catch {
    return undefined;
  }
}
