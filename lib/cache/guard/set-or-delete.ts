import type { CacheStore } from '../stores/cache-store.js';
import { isFaultOfEntry, type RefusedEntries } from './refused-entries.js';

/** Writes an entry; one that the server would not take, such as one too large, makes the entry before it go. */
export async function setOrDelete(
  store: CacheStore,
  refused: RefusedEntries,
  key: string,
  entry: string,
  ttl: number,
): Promise<void> {
  try {
    await store.set(key, entry, ttl);
  } catch (error) {
    if (!isFaultOfEntry(error)) throw error;
    refused.add(error);
    await store.delete(key);
  }
}
