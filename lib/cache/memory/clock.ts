import { setImmediate } from 'node:timers';

/** Milliseconds of a tick. */
const TICK = 16;
/** The largest integer that V8 keeps without an object; a year of ticks. */
const LAST_TICK = 2 ** 31 - 1;

/**
 * Milliseconds since 1970, read from the system once per turn of the event loop: asking the system costs more than the
 * rest of a cache hit. Ticks are the same in coarse small integers, which cost least to compare.
 */
export class Clock {
  readonly #start = this.system();
  #now = 0;
  #tick = 0;
  #isRead = false;

  now(): number {
    if (!this.#isRead) this.#read();
    return this.#now;
  }

  tick(): number {
    if (!this.#isRead) this.#read();
    return this.#tick;
  }

  /** The tick that is over before this time has come. */
  tickBefore(time: number): number {
    const tick = Math.floor((time - this.#start) / TICK);
    return Math.max(-1, Math.min(tick, LAST_TICK));
  }

  /** The next look is at the system. */
  protected readonly forget = (): void => {
    this.#isRead = false;
  };

  protected system(): number {
    return Date.now();
  }

  #read(): void {
    this.#now = this.system();
    this.#tick = Math.max(0, this.tickBefore(this.#now));
    this.#isRead = true;
    setImmediate(this.forget).unref();
  }
}
