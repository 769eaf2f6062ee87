import type { MemoryEntry } from './memory-entry.js';

/** First in, first out, with removal from anywhere: entries are their own links. */
export class EntryQueue<Value> {
  size = 0;
  #newest: MemoryEntry<Value> | undefined = undefined;
  #oldest: MemoryEntry<Value> | undefined = undefined;

  get oldest(): MemoryEntry<Value> | undefined {
    return this.#oldest;
  }

  add(entry: MemoryEntry<Value>): void {
    entry.newer = undefined;
    entry.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = entry;
    else this.#newest.newer = entry;
    this.#newest = entry;
    this.size++;
  }

  remove(entry: MemoryEntry<Value>): void {
    const { newer, older } = entry;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    entry.newer = undefined;
    entry.older = undefined;
    this.size--;
  }

  clear(): void {
    this.#newest = undefined;
    this.#oldest = undefined;
    this.size = 0;
  }
}
