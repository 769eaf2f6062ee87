/** How much is under way, for who waits until it is over. */
export class UnderWay {
  #count = 0;
  #ended: (() => void)[] = [];
  readonly #end = () => {
    if (--this.#count > 0) return;
    for (const ended of this.#ended.splice(0)) ended();
  };

  get isOver(): boolean {
    return this.#count === 0;
  }

  add<T>(work: Promise<T>): Promise<T> {
    this.#count++;
    work.then(this.#end, this.#end);
    return work;
  }

  async over(): Promise<void> {
    if (!this.isOver) await new Promise<void>((resolve) => this.#ended.push(resolve));
  }
}
