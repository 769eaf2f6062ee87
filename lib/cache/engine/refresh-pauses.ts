/** Milliseconds after a refresh that failed before another is tried. */
const PAUSE = 1_000;
/** Keys at most; when there are more, all may try again. */
const MOST = 1_000;

/** Keys whose loader has just failed while their value was still fresh: not every hit is to try it again. */
export class RefreshPauses {
  readonly #until = new Map<string, number>();

  add(key: string, now: number): void {
    if (this.#until.size >= MOST) this.#until.clear();
    this.#until.set(key, now + PAUSE);
  }

  isPaused(key: string, now: number): boolean {
    const until = this.#until.get(key);
    if (until === undefined) return false;
    if (now >= until) this.#until.delete(key);
    return now < until;
  }
}
