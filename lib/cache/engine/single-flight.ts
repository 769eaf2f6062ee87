/** One run that callers of the same key share; some have a `Fallback` for those who cannot wait for its end, or whom that does not help. */
export class Flight<T, Fallback = never> {
  /** False once the key was written, deleted or cleared: the result then goes to those who wait and is kept nowhere. */
  isCurrent = true;
  readonly promise: Promise<T>;
  #fallback: Fallback | undefined = undefined;
  #offered: Promise<void> | undefined = undefined;
  #tellOffered: (() => void) | undefined = undefined;

  /** `run` must not call back into the cache before it first waits: until then the flight cannot be found. */
  constructor(run: (flight: Flight<T, Fallback>) => Promise<T>) {
    this.promise = run(this);
  }

  get fallback(): Fallback | undefined {
    return this.#fallback;
  }

  /** Settles once there is a fallback. */
  get offered(): Promise<void> {
    if (this.#fallback !== undefined) return Promise.resolve();
    return (this.#offered ??= new Promise((resolve) => {
      this.#tellOffered = resolve;
    }));
  }

  /** undefined takes back what was offered. */
  offer(fallback: Fallback | undefined): void {
    this.#fallback = fallback;
    if (fallback !== undefined) this.#tellOffered?.();
  }
}

/** At most one run for each key at a time, until who started it tells of its end. */
export class SingleFlight<T, Fallback = never> {
  readonly #flights = new Map<string, Flight<T, Fallback>>();

  find(key: string): Flight<T, Fallback> | undefined {
    return this.#flights.get(key);
  }

  start(key: string, run: (flight: Flight<T, Fallback>) => Promise<T>): Flight<T, Fallback> {
    const flight = new Flight(run);
    this.#flights.set(key, flight);
    return flight;
  }

  /** Callers from now on get a run of their own. */
  end(key: string, flight: Flight<T, Fallback>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  /** The run under way is no longer current, and callers from now on get one of their own. */
  cancel(key: string): void {
    if (this.#flights.size > 0) this.#cancel(key);
  }

  cancelAll(): void {
    for (const flight of this.#flights.values()) flight.isCurrent = false;
    this.#flights.clear();
  }

  #cancel(key: string): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    flight.isCurrent = false;
    this.#flights.delete(key);
  }
}
