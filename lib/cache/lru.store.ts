import type { KeyvStoreAdapter, StoredData } from 'keyv';
import { LRUCache } from 'lru-cache';

/** Keeps the entries used last, and never more of them than `max`. Keyv tells which have expired. */
export class LruStore implements KeyvStoreAdapter {
  readonly opts: Record<string, unknown> = {};
  readonly #entries: LRUCache<string, NonNullable<unknown>>;

  constructor(max: number) {
    this.#entries = new LRUCache({ max });
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#entries.get(key);
  }

  async set(key: string, entry: NonNullable<unknown>): Promise<boolean> {
    this.#entries.set(key, entry);
    return true;
  }

  async delete(key: string): Promise<boolean> {
    return this.#entries.delete(key);
  }

  async clear(): Promise<void> {
    this.#entries.clear();
  }

  on(): this {
    return this;
  }
}
