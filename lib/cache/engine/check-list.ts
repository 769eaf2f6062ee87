import { CacheArgumentError } from './cache-argument.error.js';

/** Throws CacheArgumentError for what is no list: JavaScript gets past the types of mget, mset and mdel. */
export function checkList(items: unknown): void {
  if (Array.isArray(items)) return;
  throw new CacheArgumentError(`In place of a list something of type ${typeof items} was given.`, {
    code: 'CACHE_KEY_INVALID',
    hint: 'mget() and mdel() take a list of keys, mset() a list of { key, value, ttl }.',
  });
}
