/** How much is under way, for who waits until it is over. */
export class UnderWay {
  #count = 0;
  #ended: (() => void)[] = [];

  /** Of work that was added by `begin`. */
  readonly end = (): void => {
    if (--this.#count > 0) return;
    for (const ended of this.#ended.splice(0)) ended();
  };

  get isOver(): boolean {
    return this.#count === 0;
  }

  /** For work that calls `end` itself, which saves it a promise. */
  begin(): void {
    this.#count++;
  }

  add<T>(work: Promise<T>): Promise<T> {
    this.begin();
    work.then(this.end, this.end);
    return work;
  }

  async over(): Promise<void> {
    if (!this.isOver) await new Promise<void>((resolve) => this.#ended.push(resolve));
  }
}
