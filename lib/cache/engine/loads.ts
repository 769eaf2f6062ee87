import type { Epoch } from './epoch.js';
import type { Found } from './found.js';
import type { LoadCall } from './load-call.js';
import type { FlightOutcome, LoadFlight } from './outcome.js';
import { SingleFlight } from './single-flight.js';

export interface UnsharedEpoch extends Epoch {
  /** Whether that is so only because anything may have happened to the key in other processes. */
  isUnsure: boolean;
}

/** The loads under way. */
export class Loads {
  readonly #plain = new SingleFlight<FlightOutcome, Found>();
  readonly #typed = new SingleFlight<FlightOutcome, Found>();
  readonly #unshared = new Map<string, Set<UnsharedEpoch>>();
  #begun = 0;
  #ended = 0;

  /** The one that callers share. Those with `type` share none with others, to whom it may bring what its class would hide. */
  find<T>(call: LoadCall<T>): LoadFlight | undefined {
    return this.#flightsOf(call).find(call.key);
  }

  start<T>(call: LoadCall<T>, run: (flight: LoadFlight) => Promise<FlightOutcome>): LoadFlight {
    const flights = this.#flightsOf(call);
    const started = flights.start(call.key, run, this.#begun++);
    const end = () => {
      flights.end(call.key, started);
      this.#ended++;
    };
    started.promise.then(end, end);
    return started;
  }

  /** Begins one of which a caller has any number, shared with nobody, until it tells of its end. */
  begin(key: string): UnsharedEpoch {
    const epoch = { isCurrent: true, isUnsure: false, number: this.#begun++ };
    this.#unshared.set(key, (this.#unshared.get(key) ?? new Set()).add(epoch));
    return epoch;
  }

  end(key: string, epoch: UnsharedEpoch): void {
    this.#ended++;
    const epochs = this.#unshared.get(key);
    if (epochs?.delete(epoch) && epochs.size === 0) this.#unshared.delete(key);
  }

  /** What began before this load may bring what was true before. */
  cancelEarlier(key: string, { number }: Epoch): void {
    for (const flights of [this.#plain, this.#typed]) {
      if ((flights.find(key)?.number ?? number) < number) flights.cancel(key);
    }
    end([...(this.#unshared.get(key) ?? [])].filter((epoch) => epoch.number < number));
  }

  /** What is being loaded of this key will not be kept. */
  cancel(key: string): void {
    // Each write comes by here.
    if (this.#ended < this.#begun) this.#cancel(key);
  }

  cancelAll(): void {
    this.#plain.cancelAll();
    this.#typed.cancelAll();
    for (const epochs of this.#unshared.values()) end(epochs);
    this.#unshared.clear();
  }

  /** Messages of other processes may have been missed. */
  doubtAll(): void {
    this.#plain.cancelAll();
    this.#typed.cancelAll();
    for (const epochs of this.#unshared.values()) end(epochs, true);
  }

  #flightsOf<T>({ plan }: LoadCall<T>) {
    return plan.type === undefined ? this.#plain : this.#typed;
  }

  #cancel(key: string): void {
    this.#plain.cancel(key);
    this.#typed.cancel(key);
    end(this.#unshared.get(key) ?? []);
    this.#unshared.delete(key);
  }
}

function end(epochs: Iterable<UnsharedEpoch>, isUnsure = false): void {
  for (const epoch of epochs) {
    epoch.isCurrent = false;
    epoch.isUnsure = isUnsure;
  }
}
