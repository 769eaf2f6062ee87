import type { CacheOptions } from '../cache.options.js';
import { answer } from './answer.js';
import type { CacheEvents } from './cache-events.js';
import type { Epoch } from './epoch.js';
import type { Found } from './found.js';
import type { FlightOutcome, LoadFlight, Outcome } from './outcome.js';
import { SingleFlight } from './single-flight.js';
import { UnsharedFlights } from './unshared-flights.js';

/** The loads under way. */
export class Loads {
  readonly #events: CacheEvents;
  readonly #isFrozen: boolean;
  readonly #shared = new SingleFlight<FlightOutcome, Found>();
  readonly #unshared = new UnsharedFlights();

  constructor(events: CacheEvents, { values }: CacheOptions) {
    this.#events = events;
    this.#isFrozen = values === 'frozen';
  }

  /** The one that callers of the key share. */
  find(key: string): LoadFlight | undefined {
    return this.#shared.find(key);
  }

  start(key: string, run: (flight: LoadFlight) => Promise<FlightOutcome>): LoadFlight {
    const started = this.#shared.start(key, (flight) => this.#told(key, run(flight)));
    const end = () => this.#shared.end(key, started);
    started.promise.then(end, end);
    return started;
  }

  /** One for its caller alone. */
  run(key: string, run: (epoch: Epoch) => Promise<Outcome>): Promise<Outcome> {
    // What began earlier may bring what was true before.
    this.#shared.cancel(key);
    return this.#unshared.run(key, (epoch) => this.#told(key, run(epoch)));
  }

  /** What is being loaded of this key will not be kept. */
  cancel(key: string): void {
    this.#shared.cancel(key);
    this.#unshared.cancel(key);
  }

  cancelAll(): void {
    this.#shared.cancelAll();
    this.#unshared.cancelAll();
  }

  async #told<T extends FlightOutcome>(key: string, loading: Promise<T>): Promise<T> {
    const outcome = await loading;
    if (outcome.kind !== 'loaded' || !this.#events.isHeard) return outcome;
    const { kept } = outcome.found;
    this.#events.emit('set', {
      key,
      value: kept.needsType ? undefined : answer(kept, this.#isFrozen),
    });
    return outcome;
  }
}
