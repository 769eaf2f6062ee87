import { SigningError } from '../signing.error.js';
import type { Secret } from '../signing.options.js';

/** Less can be guessed by trying. */
const LEAST_BYTES = 16;

/** A secret from before the key ring, whose signatures are still accepted for a while. It never signs. */
export interface EarlierSecret {
  /** As the application gave it to the library that signed with it. */
  readonly secret: Secret;
  /** When that ends: a Date, or a text such as `2027-01-31`. */
  readonly until: Date | string;
}

/** What takes secrets from before the key ring. */
export interface AlsoVerify {
  /** Secrets from before the key ring, whose signatures are accepted until a date. @default [] */
  readonly alsoVerify?: readonly EarlierSecret[];
}

interface CheckedSecret {
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Throws SigningError for a secret shorter than 16 bytes and for an end that is no date. */
export function earlierSecrets({ alsoVerify = [] }: AlsoVerify): CheckedSecret[] {
  return alsoVerify.map(({ secret, until }, index) => {
    const bytes = Buffer.from(secret);
    const end = new Date(until).getTime();
    const name = `Item ${index + 1} of alsoVerify`;
    if (bytes.length < LEAST_BYTES) refuseShort(name, bytes.length);
    if (Number.isNaN(end)) refuseEnd(name);
    return { bytes, until: end };
  });
}

/** Those whose date has not come, for libraries that are given their secrets once, when the application starts. */
export function earlierSecretsToday(options: AlsoVerify): Buffer[] {
  const now = Date.now();
  return earlierSecrets(options)
    .filter(({ until }) => now < until)
    .map(({ bytes }) => bytes);
}

function refuseShort(name: string, length: number): never {
  throw new SigningError(`${name} has a secret of ${length} bytes; ${LEAST_BYTES} are the least.`, {
    code: 'SIGNING_SECRET',
    hint: 'So short a secret can be found by trying. Leave it out: what it signed ends now.',
  });
}

function refuseEnd(name: string): never {
  throw new SigningError(`${name} has an until that is no date.`, {
    code: 'SIGNING_UNTIL',
    hint: "Write a Date, or a text such as '2027-01-31'.",
  });
}
