/** One run that callers of the same key share. */
export class Flight<T> {
  /** False once the key was written, deleted or cleared: the result then goes to those who wait and is kept nowhere. */
  isCurrent = true;
  /** For those who cannot wait for the end, once there is something. */
  fallback: T | undefined = undefined;
  readonly promise: Promise<T>;

  /** `run` must not call back into the cache before it first waits: until then the flight cannot be found. */
  constructor(run: (flight: Flight<T>) => Promise<T>) {
    this.promise = run(this);
  }
}

/** At most one run for each key at a time. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  find(key: string): Flight<T> | undefined {
    return this.#flights.get(key);
  }

  start(key: string, run: (flight: Flight<T>) => Promise<T>): Flight<T> {
    const flight = new Flight(run);
    this.#flights.set(key, flight);
    const end = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.promise.then(end, end);
    return flight;
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
