import type { CacheStore } from '../stores/cache-store.js';
import { isNewer } from '../stores/entry-text.js';
import type { RefusedEntries } from './refused-entries.js';
import { setOrDelete } from './set-or-delete.js';

interface Parts {
  readonly store: CacheStore;
  readonly refused: RefusedEntries;
}

/** Writes an entry that was lost, unless somebody else has written the key since. Whether it was written. */
export async function setUnlessOvertaken(
  { store, refused }: Parts,
  key: string,
  entry: string,
  ttl: number,
): Promise<boolean> {
  const current = await store.get(key);
  if (current !== undefined && isNewer(current, entry)) return false;
  await setOrDelete(store, refused, key, entry, ttl);
  return true;
}
