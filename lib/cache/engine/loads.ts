import type { Found } from './found.js';
import type { LoadCall } from './load-call.js';
import type { FlightOutcome, LoadFlight } from './outcome.js';
import { SingleFlight } from './single-flight.js';

/** A load for its caller alone. */
export interface UnsharedLoad {
  /**
   * `over`: the key was written, deleted or cleared, or a later load of this kind was kept; `unsure`: other processes may
   * have done so.
   */
  state: 'current' | 'unsure' | 'over';
}

/** The loads under way. */
export class Loads {
  readonly #plain = new SingleFlight<FlightOutcome, Found>();
  readonly #typed = new SingleFlight<FlightOutcome, Found>();
  /** Of each key in the order in which they began. */
  readonly #unshared = new Map<string, Set<UnsharedLoad>>();
  #underWay = 0;

  /** The one that callers share. Those with `type` share none with others, to whom it may bring what its class would hide. */
  find<T>(call: LoadCall<T>): LoadFlight | undefined {
    return this.#flightsOf(call).find(call.key);
  }

  start<T>(call: LoadCall<T>, run: (flight: LoadFlight) => Promise<FlightOutcome>): LoadFlight {
    this.#underWay++;
    const flights = this.#flightsOf(call);
    const started = flights.start(call.key, run);
    const end = () => {
      flights.end(call.key, started);
      this.#underWay--;
    };
    started.promise.then(end, end);
    return started;
  }

  /** Begins one of which a caller has any number, shared with nobody, until it tells of its end. */
  begin(key: string): UnsharedLoad {
    this.#underWay++;
    const load: UnsharedLoad = { state: 'current' };
    this.#unshared.set(key, (this.#unshared.get(key) ?? new Set()).add(load));
    return load;
  }

  end(key: string, load: UnsharedLoad): void {
    this.#underWay--;
    const loads = this.#unshared.get(key);
    if (loads?.delete(load) && loads.size === 0) this.#unshared.delete(key);
  }

  /** What this load brings is written, as if it were set; only those of its kind that began later may bring news. */
  cancelOthers(key: string, own: UnsharedLoad): void {
    this.#cancelShared(key);
    for (const load of this.#unshared.get(key) ?? []) {
      if (load === own) return;
      load.state = 'over';
    }
  }

  /** What is being loaded of this key will not be kept. */
  cancel(key: string): void {
    if (this.areAny) this.#cancel(key);
  }

  /** For the quick write, which asks before it calls. */
  get areAny(): boolean {
    return this.#underWay > 0;
  }

  cancelAll(): void {
    this.#cancelAllShared();
    for (const loads of this.#unshared.values()) for (const load of loads) load.state = 'over';
  }

  /** Other processes may have written anything: all was cleared, or messages were missed. */
  doubtAll(): void {
    this.#cancelAllShared();
    for (const loads of this.#unshared.values()) {
      for (const load of loads) if (load.state === 'current') load.state = 'unsure';
    }
  }

  #flightsOf<T>({ plan }: LoadCall<T>) {
    return plan.type === undefined ? this.#plain : this.#typed;
  }

  #cancel(key: string): void {
    this.#cancelShared(key);
    for (const load of this.#unshared.get(key) ?? []) load.state = 'over';
  }

  #cancelShared(key: string): void {
    this.#plain.cancel(key);
    this.#typed.cancel(key);
  }

  #cancelAllShared(): void {
    this.#plain.cancelAll();
    this.#typed.cancelAll();
  }
}
