import type { KeyRing } from '../key-ring.js';
import type { AlsoVerify } from './earlier-secrets.js';
import { JwtKeys } from './jwt-keys.js';

/** What the strategy of passport-jwt takes, without what comes from the ring; whatever else it knows may be beside it. */
export interface PassportJwtOptions extends AlsoVerify {
  /** Where the token is: `ExtractJwt.fromAuthHeaderAsBearerToken()`. */
  readonly jwtFromRequest: (request: never) => string | null;
  readonly passReqToCallback?: boolean;
  /** As in jwtOptions(). @default 'jwt' */
  readonly purpose?: string;
  /** These come from the ring. */
  readonly secretOrKey?: never;
  readonly secretOrKeyProvider?: never;
  readonly algorithms?: never;
}

/** Typed so that it goes with passport-jwt's own type of it, whose keys are texts or Buffers. */
type KeyProvider = (
  request: unknown,
  token: unknown,
  done: (error: null, key: never) => void,
) => void;

/** What the ring adds. */
export interface PassportJwtKeys {
  algorithms: 'HS256'[];
  secretOrKeyProvider: KeyProvider;
}

/**
 * Options for Strategy of passport-jwt, which verifies what jwtOptions() signs. Throws SigningError for earlier secrets
 * that cannot be used.
 */
export function passportJwtOptions<Options extends PassportJwtOptions>(
  ring: KeyRing,
  options: Options,
): Omit<Options, 'alsoVerify' | 'purpose'> & PassportJwtKeys {
  const { alsoVerify, purpose = 'jwt', ...others } = options;
  const keys = new JwtKeys(ring, purpose, { alsoVerify });
  const fromRing: PassportJwtKeys = {
    algorithms: ['HS256'],
    secretOrKeyProvider: (_request, token, done) => {
      // A KeyObject, which jsonwebtoken below takes: with a text or a Buffer it is fifty times as slow.
      done(null, keys.of(token) as never);
    },
  };
  return { ...others, ...fromRing };
}
