/** Milliseconds; as long as Varnish by default does without waiting for such an answer ("hit-for-miss"). */
const REMEMBERED = 120_000;
const MOST_KEYS = 1_000;

/**
 * The keys whose last answer was not to be kept: nobody waits there for an answer that would not be his. An answer that may
 * be kept ends it.
 */
export class UnkeptKeys {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  has(key: string): boolean {
    return this.#now() < (this.#until.get(key) ?? 0);
  }

  add(key: string): void {
    this.#until.delete(key);
    this.#until.set(key, this.#now() + REMEMBERED);
    if (this.#until.size <= MOST_KEYS) return;
    for (const oldest of this.#until.keys()) return void this.#until.delete(oldest);
  }

  delete(key: string): void {
    this.#until.delete(key);
  }
}
