import { setImmediate } from 'node:timers';

/**
 * Milliseconds since 1970, read from the system once per turn of the event loop: asking the system costs more than the
 * rest of a cache hit.
 */
export class Clock {
  #now = 0;
  #isRead = false;
  readonly #forget = () => {
    this.#isRead = false;
  };

  now(): number {
    return this.#isRead ? this.#now : this.#read();
  }

  #read(): number {
    this.#now = Date.now();
    this.#isRead = true;
    setImmediate(this.#forget).unref();
    return this.#now;
  }
}
