import type { CacheStore } from '../stores/cache-store.js';
import { isNewer } from '../stores/entry-text.js';
import type { RefusedEntries } from './refused-entries.js';
import { setOrDelete } from './set-or-delete.js';

interface Parts {
  readonly store: CacheStore;
  readonly refused: RefusedEntries;
  readonly overtaken: (key: string) => void;
}

/** Writes an entry that was lost, unless somebody else has written the key since. */
export async function setUnlessOvertaken(
  { store, refused, overtaken }: Parts,
  key: string,
  entry: string,
  ttl: number,
): Promise<void> {
  const current = await store.get(key);
  if (current !== undefined && isNewer(current, entry)) overtaken(key);
  else await setOrDelete(store, refused, key, entry, ttl);
}
