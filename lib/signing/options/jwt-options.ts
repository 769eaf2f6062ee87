import type { KeyObject } from 'node:crypto';
import type { KeyRing } from '../key-ring.js';
import type { AlsoVerify } from './earlier-secrets.js';
import { JwtKeys } from './jwt-keys.js';
import { checkedSpan, type JwtSpan } from './jwt-span.js';

const SIGN = 0;
const ONE_HOUR = 3600;

/** What tokens are made with; algorithm, key and key id come from the ring. */
export interface JwtSigning {
  /** How long a token lives; `false` when each payload brings its own `exp`. @default 3600 seconds */
  readonly expiresIn?: JwtSpan | false;
  readonly notBefore?: JwtSpan;
  readonly audience?: string | string[];
  readonly issuer?: string;
  readonly subject?: string;
}

/** What tokens are held against, beside their signature and their end. */
export interface JwtVerifying {
  readonly audience?: string | RegExp | [string | RegExp, ...(string | RegExp)[]];
  readonly issuer?: string | [string, ...string[]];
  readonly subject?: string;
  /** Refuses tokens that were made longer ago, whatever their end. */
  readonly maxAge?: JwtSpan;
  /** How far the clocks of two machines may be apart, in seconds. */
  readonly clockTolerance?: number;
}

export interface JwtOptions extends AlsoVerify {
  readonly signOptions?: JwtSigning;
  readonly verifyOptions?: JwtVerifying;
  /** The purpose of the keys: `jwt:refresh` keeps refresh tokens from being taken for access tokens. @default 'jwt' */
  readonly purpose?: string;
}

/** What JwtModule of @nestjs/jwt takes. */
export interface JwtModuleSettings {
  signOptions: Omit<JwtSigning, 'expiresIn'> & {
    expiresIn?: JwtSpan;
    algorithm: 'HS256';
    keyid: string;
  };
  verifyOptions: JwtVerifying & { algorithms: 'HS256'[] };
  secretOrKeyProvider: (request: number, token: unknown) => KeyObject;
}

/**
 * Options for JwtModule of @nestjs/jwt: HS256 only, tokens that name their key, and earlier keys that still verify.
 * Throws SigningError for spans and earlier secrets that cannot be used; its provider of keys never throws.
 */
export function jwtOptions(ring: KeyRing, options: JwtOptions = {}): JwtModuleSettings {
  const { signOptions = {}, verifyOptions = {}, purpose = 'jwt' } = options;
  const { expiresIn = ONE_HOUR, ...signing } = signOptions;
  const keys = new JwtKeys(ring, purpose, options);
  return {
    signOptions: {
      ...given(signing),
      ...(expiresIn === false ? {} : { expiresIn: checkedSpan('expiresIn', expiresIn) }),
      algorithm: 'HS256',
      keyid: keys.current.kid,
    },
    verifyOptions: { ...given(verifyOptions), algorithms: ['HS256'] },
    secretOrKeyProvider: (request, token) => (request === SIGN ? keys.current.key : keys.of(token)),
  };
}

/** jsonwebtoken refuses an option that is there but undefined. */
function given<T extends object>(options: T): Partial<T> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
