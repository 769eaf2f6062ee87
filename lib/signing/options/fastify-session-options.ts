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
 * Options for @fastify/session; add `store` and `cookie`. With `saveUninitialized: false` it would delete the cookies that
 * an earlier key signed instead of signing them anew, and so would end sessions in use. Its MemoryStore never signs anew.
 * `alsoVerify` is looked at when the application starts.
 */
export function fastifySessionOptions(
  ring: KeyRing,
  options: AlsoVerify = {},
): FastifySessionSettings {
  const secret = keyTexts(ring, 'fastify-session', options);
  return { secret, rolling: true, saveUninitialized: true };
}
