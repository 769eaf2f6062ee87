/** Node takes headers of 16 KiB; no token of a login is half as long. */
const LONGEST_TOKEN = 8192;

/** The part of JwtService of @nestjs/jwt that this needs. */
export interface JwtVerifier {
  verify(token: string): unknown;
}

/**
 * The claims of a token that a client sent; undefined for whatever is wrong with it, so that a guard has one answer to
 * all of it: 401. Also for a token over 8,192 characters and for claims that are no object.
 */
export function verifyJwt<Claims extends object>(
  jwt: JwtVerifier,
  token: unknown,
): Claims | undefined {
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return undefined;
  try {
    const claims = jwt.verify(token);
    return isClaims<Claims>(claims) ? claims : undefined;
  } catch {
    // jsonwebtoken throws its own errors, but also SyntaxError and TypeError for tokens that are odd enough.
    return undefined;
  }
}

/** An object (RFC 7519 section 4). That it has the properties of Claims is what its issuer says. */
function isClaims<Claims extends object>(claims: unknown): claims is Claims {
  return typeof claims === 'object' && claims !== null && !Array.isArray(claims);
}
