import type { KeyRing } from '../key-ring.js';

/** What @fastify/secure-session takes. */
export interface FastifySecureSessionSettings {
  key: Buffer[];
}

/**
 * Options for @fastify/secure-session, which encrypts anew what an earlier key encrypted. Keys, not its `secret`, which
 * takes 256 MB of memory when the application starts.
 */
export function fastifySecureSessionOptions(ring: KeyRing): FastifySecureSessionSettings {
  return { key: ring.derive('fastify-secure-session').map(({ key }) => key.export()) };
}
