import { setImmediate } from 'node:timers';

/**
 * Milliseconds since 1970, read from the system once per turn of the event loop: asking the system costs more than the
 * rest of a cache hit.
 */
export class Clock {
  readonly #system: () => number;
  #now = 0;
  #isOld = true;

  constructor(system: () => number = Date.now) {
    this.#system = system;
  }

  now(): number {
    if (this.#isOld) this.#read();
    return this.#now;
  }

  /** The next look is at the system. */
  readonly forget = (): void => {
    this.#isOld = true;
  };

  #read(): void {
    this.#now = this.#system();
    this.#isOld = false;
    // Not unref'ed: the loop would sleep with the time of before.
    setImmediate(this.forget);
  }
}
