import { errorCode } from '../../foundation/error-code.js';
import type { CacheCounters } from '../statistics/cache-counters.js';
import type { CacheStore } from '../stores/cache-store.js';

/** Writes an entry; one that the server would not take, such as one too large, makes the entry before it go. */
export async function setOrDelete(
  store: CacheStore,
  counters: CacheCounters,
  key: string,
  entry: string,
  ttl: number,
): Promise<void> {
  try {
    await store.set(key, entry, ttl);
  } catch (error) {
    if (!isFaultOfEntry(error)) throw error;
    counters.rejected++;
    await store.delete(key);
  }
}

/** Not the fault of the server. */
export function isFaultOfEntry(error: unknown): boolean {
  return errorCode(error)?.startsWith('CACHE_ENTRY_') ?? false;
}
