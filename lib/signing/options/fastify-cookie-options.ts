import type { KeyRing } from '../key-ring.js';
import { type AlsoVerify, earlierSecretsToday } from './earlier-secrets.js';

/** What @fastify/cookie takes. */
export interface FastifyCookieSettings {
  secret: Buffer[];
}

/**
 * Options for @fastify/cookie. Set a cookie anew when `unsignCookie()` says `renew`: an earlier key signed it. `alsoVerify`
 * is looked at when the application starts.
 */
export function fastifyCookieOptions(
  ring: KeyRing,
  options: AlsoVerify = {},
): FastifyCookieSettings {
  const keys = ring.derive('fastify-cookie').map(({ key }) => key.export());
  return { secret: [...keys, ...earlierSecretsToday(options)] };
}
