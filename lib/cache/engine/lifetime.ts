import { CacheArgumentError } from './cache-argument.error.js';

/** Milliseconds. setTimeout and servers take no more; ten years are as good as no end. */
export const LONGEST = 315_360_000_000;

/** V8 writes constants that are not exported into the code, and looks others up each time. */
const LONGEST_TTL = LONGEST;

/** Whether something written for so many milliseconds expires. */
export function hasEnd(ttl: unknown): boolean {
  return typeof ttl === 'number' && ttl > 0 && ttl <= LONGEST_TTL;
}

/** Milliseconds since 1970 at which something written now expires; Infinity for a ttl of 0. Throws CacheArgumentError. */
export function expiryOf(ttl: number, now: number, jitter: number): number {
  if (!hasEnd(ttl)) return endless(ttl);
  return now + lasting(ttl, jitter);
}

/** `ttl` less a random part of it, at most `jitter` of it: what was written together does not expire together. */
export function lasting(ttl: number, jitter: number): number {
  return jitter === 0 ? ttl : ttl * (1 - jitter * Math.random());
}

function endless(ttl: unknown): number {
  if (typeof ttl !== 'number' || !(ttl >= 0)) throw invalidTtl(ttl);
  return Infinity;
}

function invalidTtl(ttl: unknown): CacheArgumentError {
  const found = typeof ttl === 'number' ? String(ttl) : `a ${typeof ttl}`;
  return new CacheArgumentError(`The ttl of a cache entry was ${found}.`, {
    code: 'CACHE_TTL_INVALID',
    hint: 'Give milliseconds: a positive number, or 0 for no expiry.',
  });
}

/** Throws CacheArgumentError for what is no text. */
export function checkKey(key: unknown): void {
  if (typeof key === 'string') return;
  throw new CacheArgumentError(`The key of a cache entry was of type ${typeof key}.`, {
    code: 'CACHE_KEY_INVALID',
    hint: 'Give a text, such as `city:${id}`.',
  });
}
