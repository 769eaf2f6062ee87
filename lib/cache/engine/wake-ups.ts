/** Who waits for something to happen to a key on another instance. */
export class WakeUps {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Calls `wake` at each news of the key, until the returned function is called. */
  listen(key: string, wake: () => void): () => void {
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(wake));
    return () => {
      waiting.delete(wake);
      if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
    };
  }

  wake(key: string): void {
    for (const wake of this.#waiting.get(key) ?? []) wake();
  }

  wakeAll(): void {
    for (const key of this.#waiting.keys()) this.wake(key);
  }
}
