import type { DerivedKey } from './derived-key.js';
import { MAC_LENGTH, MacCheck, macOf } from './mac-check.js';
import { readBody, writeBody } from './signer-body.js';
import { SigningError } from './signing.error.js';

const LONGEST_TOKEN = 4096;
const KID_LENGTH = 8;
const BODY_START = KID_LENGTH + 1;
const DOT = 0x2e;
const TEN_YEARS = 315_360_000;

export interface SignerOptions {
  /** How long a token lives, in whole seconds, at most ten years. */
  readonly expiresIn: number;
  /** How far the clocks of two machines may be apart, in seconds. @default 5 */
  readonly clockTolerance?: number;
}

export type SignerRefusal = 'malformed' | 'invalid' | 'expired';

/** What a token says, or why it is refused. */
export type SignerResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Signed with an earlier key: sign the value anew where you can. */
      readonly rotate: boolean;
      /** Seconds since 1970, as in a JWT. */
      readonly issuedAt: number;
    }
  | { readonly ok: false; readonly reason: SignerRefusal };

const refusal = <Reason extends SignerRefusal>(reason: Reason) =>
  Object.freeze({ ok: false, reason });
const MALFORMED = refusal('malformed');
const INVALID = refusal('invalid');
const EXPIRED = refusal('expired');

/**
 * Signs small values of JSON for one purpose; a token may stand in a URL as it is, and ends. Its form is
 * `kid.body.mac`. The value can be read by everybody: nothing is encrypted.
 */
export class Signer<T> {
  readonly #keys: readonly [DerivedKey, ...DerivedKey[]];
  readonly #expiresIn: number;
  readonly #clockTolerance: number;
  readonly #macs = new MacCheck();
  readonly #scratch = Buffer.alloc(LONGEST_TOKEN);

  /** Throws SigningError for times that cannot work. */
  constructor(
    keys: readonly [DerivedKey, ...DerivedKey[]],
    { expiresIn, clockTolerance = 5 }: SignerOptions,
  ) {
    this.#keys = keys;
    this.#expiresIn = checkedSeconds('expiresIn', expiresIn, 1);
    this.#clockTolerance = checkedSeconds('clockTolerance', clockTolerance, 0);
  }

  /** A token of at most 4,096 characters. Throws SigningError for a value that is no JSON or too large. */
  sign(value: T): string {
    const { kid, key } = this.#keys[0];
    const signed = `${kid}.${writeBody(value, now(), this.#expiresIn)}`;
    const token = `${signed}.${macOf(key, signed)}`;
    if (token.length <= LONGEST_TOKEN) return token;
    throw new SigningError('The value is too large for a token of 4096 characters.', {
      code: 'SIGNING_VALUE',
      hint: 'Sign the id of what is meant, and look the rest up.',
    });
  }

  /** Takes what a client sent, whatever it is, and never throws. */
  verify(token: unknown): SignerResult<T> {
    if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return MALFORMED;
    const bodyEnd = token.length - MAC_LENGTH - 1;
    if (bodyEnd <= BODY_START || token.charCodeAt(KID_LENGTH) !== DOT) return MALFORMED;
    if (token.charCodeAt(bodyEnd) !== DOT) return MALFORMED;
    const used = this.#keyOf(token);
    // With an unknown id too, so that both take as long.
    const { key } = used ?? this.#keys[0];
    if (!this.#macs.passes(key, token.slice(0, bodyEnd), token.slice(bodyEnd + 1))) return INVALID;
    return used === undefined ? INVALID : this.#read(token.slice(BODY_START, bodyEnd), used);
  }

  #keyOf(token: string): DerivedKey | undefined {
    for (const key of this.#keys) if (token.startsWith(key.kid)) return key;
    return undefined;
  }

  #read(text: string, used: DerivedKey): SignerResult<T> {
    const body = readBody<T>(text, this.#scratch);
    if (body === undefined) return MALFORMED;
    const time = now();
    if (body.issuedAt > time + this.#clockTolerance) return INVALID;
    if (time >= body.expiresAt + this.#clockTolerance) return EXPIRED;
    const { value, issuedAt } = body;
    return { ok: true, value, rotate: used !== this.#keys[0], issuedAt };
  }
}

const now = () => Math.floor(Date.now() / 1000);

function checkedSeconds(name: string, seconds: number, least: number): number {
  if (Number.isSafeInteger(seconds) && seconds >= least && seconds <= TEN_YEARS) return seconds;
  throw new SigningError(`${name} of a signer is ${String(seconds)}.`, {
    code: 'SIGNING_SECONDS',
    hint: `Give whole seconds from ${least} to ${TEN_YEARS}, for instance 15 * 60.`,
  });
}
