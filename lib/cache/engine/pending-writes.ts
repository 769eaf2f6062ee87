/** Writes, deletes and clears that the server has not answered yet: what it says of their keys may be older than they are. */
export class PendingWrites {
  readonly #keys = new Map<string, number>();
  #clears = 0;

  has(key: string): boolean {
    return this.#clears > 0 || this.#keys.has(key);
  }

  async add(key: string, write: Promise<void>): Promise<void> {
    this.#keys.set(key, (this.#keys.get(key) ?? 0) + 1);
    try {
      await write;
    } finally {
      const others = (this.#keys.get(key) ?? 1) - 1;
      if (others === 0) this.#keys.delete(key);
      else this.#keys.set(key, others);
    }
  }

  async addClear(clear: Promise<void>): Promise<void> {
    this.#clears++;
    try {
      await clear;
    } finally {
      this.#clears--;
    }
  }
}
