import type { KeyRing } from '../key-ring.js';
import type { AlsoVerify } from './earlier-secrets.js';
import { keyTexts } from './key-texts.js';

/** What @fastify/session takes. */
export interface FastifySessionSettings {
  secret: string[];
  rolling: boolean;
  saveUninitialized: boolean;
}

/**
 * Options for @fastify/session; add `store` and `cookie`. `rolling` signs the cookie anew with each answer. `alsoVerify` is
 * looked at when the application starts.
 */
export function fastifySessionOptions(
  ring: KeyRing,
  options: AlsoVerify = {},
): FastifySessionSettings {
  const secret = keyTexts(ring, 'fastify-session', options);
  return { secret, rolling: true, saveUninitialized: false };
}
