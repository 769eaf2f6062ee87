import { setImmediate } from 'node:timers';

/**
 * Milliseconds since 1970, read from the system once per turn of the event loop: asking the system costs more than the
 * rest of a cache hit.
 */
export class Clock {
  readonly #system: () => number;
  /** NaN until it is read. */
  #now = Number.NaN;

  constructor(system: () => number = Date.now) {
    this.#system = system;
  }

  now(): number {
    const now = this.#now;
    return now > 0 ? now : this.#read();
  }

  /** The next look is at the system. */
  readonly forget = (): void => {
    this.#now = Number.NaN;
  };

  #read(): number {
    this.#now = this.#system();
    // Not unref'ed: the loop would sleep with the time of before.
    setImmediate(this.forget);
    return this.#now;
  }
}
