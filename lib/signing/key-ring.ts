import { createSecretKey, type KeyObject } from 'node:crypto';
import { checkedSecrets } from './checked-secrets.js';
import { deriveBytes } from './derive-bytes.js';
import { deriveKey } from './derive-key.js';
import type { DerivedKey } from './derived-key.js';
import { keyFingerprint } from './key-fingerprint.js';
import { Signer, type SignerOptions } from './signer.js';
import { SigningError } from './signing.error.js';
import type { SigningOptions } from './signing.options.js';

const PURPOSE = /^[a-z][a-z0-9._:/-]{0,63}$/;
const NAMESPACE = /^[\w.-]{1,64}$/;
const KID_BYTES = 6;
/** Purposes are constants of a program; this is for one that makes them from what clients send. */
const MOST_PURPOSES = 1024;

interface Derived {
  readonly keys: readonly [DerivedKey, ...DerivedKey[]];
  readonly byKid: ReadonlyMap<string, DerivedKey>;
}

/**
 * One key for each purpose, from one secret and its predecessors (HKDF-SHA256, RFC 5869; docs/keys.md has test
 * vectors). Keys are KeyObjects, and nothing that prints a ring prints more than its fingerprint.
 */
export class KeyRing {
  /** 8 hex digits that tell secrets apart without telling anything of them. */
  readonly fingerprint: string;
  readonly #secrets: readonly [KeyObject, ...KeyObject[]];
  readonly #namespace: string | undefined;
  readonly #derived = new Map<string, Derived>();

  /** Throws SigningError for a secret that is weak, empty or given twice. */
  constructor(options: SigningOptions) {
    const [current, ...fallbacks] = checkedSecrets(options).map((bytes) => createSecretKey(bytes));
    if (current === undefined) throw new TypeError('a ring has a current secret');
    this.#secrets = [current, ...fallbacks];
    this.#namespace = checkedNamespace(options.namespace);
    this.fingerprint = keyFingerprint(current);
  }

  /**
   * The keys of a purpose, frozen: the first signs, all verify. Throws SigningError for a purpose that is not a small
   * letter followed by at most 63 of `a-z 0-9 . _ : / -`.
   */
  derive(purpose: string): readonly [DerivedKey, ...DerivedKey[]] {
    return this.#of(purpose).keys;
  }

  /** The key of a purpose by its id; undefined when this ring has none such. */
  find(purpose: string, kid: string): DerivedKey | undefined {
    return this.#of(purpose).byKid.get(kid);
  }

  /** Signs small values for one purpose, for links and tokens that end; its keys are those of `signer:<purpose>`. */
  signer<T>(purpose: string, options: SignerOptions): Signer<T> {
    return new Signer<T>(this.derive(`signer:${purpose}`), options);
  }

  toString(): string {
    return `KeyRing ${this.fingerprint}`;
  }

  #of(purpose: string): Derived {
    const known = this.#derived.get(purpose);
    if (known !== undefined) return known;
    if (!PURPOSE.test(purpose)) refusePurpose();
    const [current, ...fallbacks] = this.#secrets;
    const keys = [
      this.#derive(current, purpose),
      ...fallbacks.map((secret) => this.#derive(secret, purpose)),
    ] as const;
    const derived = {
      keys: Object.freeze(keys),
      byKid: new Map(keys.map((key) => [key.kid, key])),
    };
    if (this.#derived.size < MOST_PURPOSES) this.#derived.set(purpose, derived);
    return derived;
  }

  #derive(secret: KeyObject, purpose: string): DerivedKey {
    const kid = deriveBytes(secret, `v1\0kid\0${purpose}`, KID_BYTES, this.#namespace);
    return Object.freeze({
      kid: kid.toString('base64url'),
      key: deriveKey(secret, purpose, this.#namespace),
    });
  }
}

function checkedNamespace(namespace: string | undefined): string | undefined {
  if (namespace === undefined || NAMESPACE.test(namespace)) return namespace;
  throw new SigningError('The namespace of the keys cannot be used.', {
    code: 'SIGNING_NAMESPACE',
    hint: 'Give 1 to 64 letters, digits, dots, underscores and hyphens, or leave it out.',
  });
}

/** Without the purpose: it may have come from a client. */
function refusePurpose(): never {
  throw new SigningError('A key was asked for a purpose that cannot be used.', {
    code: 'SIGNING_PURPOSE',
    hint: 'A purpose is a small letter and at most 63 of a-z, 0-9 and . _ : / - ; a signer takes 7 of them.',
  });
}
