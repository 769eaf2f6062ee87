import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { DerivedKey } from '../derived-key.js';
import type { KeyRing } from '../key-ring.js';
import { MacCheck } from '../mac-check.js';
import { type AlsoVerify, earlierSecrets } from './earlier-secrets.js';
import { readJwtHeader } from './read-jwt-header.js';

const LONGEST_HEADER = 1024;
/** How the text of every JSON object begins in base64url. */
const OBJECT_START = 'e'.charCodeAt(0);

interface EarlierKey {
  readonly key: KeyObject;
  readonly until: number;
}

interface KnownStart {
  readonly start: string;
  readonly key: KeyObject;
}

/**
 * Which key a JSON Web Token is to be verified with. Never throws: a token that is to be refused gets a key that signs
 * nothing, so that the library below says the same of all, "invalid signature".
 */
export class JwtKeys {
  readonly current: DerivedKey;
  readonly #ring: KeyRing;
  readonly #purpose: string;
  readonly #earlier: readonly EarlierKey[];
  /** How our own tokens begin, so that no header of theirs is parsed. Fixed: no client can fill it. */
  readonly #known: readonly KnownStart[];
  readonly #macs = new MacCheck();
  readonly #nobody = createSecretKey(randomBytes(32));

  constructor(ring: KeyRing, purpose: string, options: AlsoVerify) {
    const keys = ring.derive(purpose);
    this.#ring = ring;
    this.#purpose = purpose;
    this.current = keys[0];
    this.#known = keys.map(({ kid, key }) => ({ start: `${encodedHeader(kid)}.`, key }));
    this.#earlier = earlierSecrets(options).map(({ bytes, until }) => ({
      key: createSecretKey(bytes),
      until,
    }));
  }

  of(token: unknown): KeyObject {
    if (typeof token !== 'string') return this.#nobody;
    for (const { start, key } of this.#known) {
      if (token.startsWith(start)) return beginsObject(token, start.length) ? key : this.#nobody;
    }
    const end = token.slice(0, LONGEST_HEADER + 1).indexOf('.');
    if (end === -1 || !beginsObject(token, end + 1)) return this.#nobody;
    return this.#ofUnknown(token.slice(0, end), token);
  }

  #ofUnknown(segment: string, token: string): KeyObject {
    const header = readJwtHeader(segment);
    // Extensions that must be understood (RFC 7515 section 4.1.11); we understand none.
    if (header === undefined || Object.hasOwn(header, 'crit')) return this.#nobody;
    if (!Object.hasOwn(header, 'kid')) return this.#earlierOf(token) ?? this.current.key;
    if (typeof header.kid !== 'string') return this.#nobody;
    return this.#ring.find(this.#purpose, header.kid)?.key ?? this.#nobody;
  }

  #earlierOf(token: string): KeyObject | undefined {
    const now = Date.now();
    const active = this.#earlier.filter(({ until }) => now < until);
    if (active.length === 0) return undefined;
    const end = token.lastIndexOf('.');
    const [signed, mac] = [token.slice(0, end), token.slice(end + 1)];
    return active.find(({ key }) => this.#macs.passes(key, signed, mac))?.key;
  }
}

/** Claims are an object (RFC 7519 section 4); jsonwebtoken hands on an array, and throws past a callback at null. */
const beginsObject = (token: string, at: number) => token.charCodeAt(at) === OBJECT_START;

function encodedHeader(kid: string): string {
  return Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid })).toString('base64url');
}
