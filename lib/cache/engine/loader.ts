import type { Clock } from '../memory/clock.js';
import type { CacheCounters } from '../statistics/cache-counters.js';
import { CacheLoadTimeoutError } from './cache-load-timeout.error.js';
import type { Claim, Fleet } from './fleet.js';
import type { Found } from './found.js';
import type { HeldLease } from './held-lease.js';
import type { LoadCall } from './load-call.js';
import type { LoadedValues } from './loaded-values.js';
import type { UnsharedLoad } from './loads.js';
import { shownTo } from './shown-to.js';
import { SERVER_LIMIT, type Tiers } from './tiers.js';
import type { FlightOutcome, LoadFlight, Outcome } from './outcome.js';
import { TOO_LATE, withinTime } from '../../foundation/within-time.js';
import type { ValueKeeper } from './value-keeper.js';

export interface LoaderParts {
  readonly tiers: Tiers;
  readonly clock: Clock;
  readonly counters: CacheCounters;
  readonly fleet?: Fleet | undefined;
  readonly loaded: LoadedValues;
  readonly keeper: ValueKeeper;
}

const ALONE: Claim = { kind: 'alone' };

/** What happens to a key that memory does not hold fresh: one flight of `wrap`. */
export class Loader {
  readonly #parts: LoaderParts;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
  }

  /** The value from the server, from another process that loads it, or from the loader. */
  async run<T>(call: LoadCall<T>, flight: LoadFlight): Promise<FlightOutcome> {
    const began = performance.now();
    const outcome = await this.#readOrLoad(call, flight);
    const isWithheld = outcome.kind === 'hit' && shownTo(call.plan, outcome.found) === undefined;
    return isWithheld ? this.#loadUnkept(call, began) : outcome;
  }

  /** The same ahead of time: whoever else loads already does it for this process too. */
  async refresh<T>(call: LoadCall<T>, flight: LoadFlight, current: Found): Promise<FlightOutcome> {
    flight.offer(current);
    return this.#claimAndLoad(call, flight, SERVER_LIMIT, true);
  }

  /** What the loader brings, whatever is held, and whoever else loads it. */
  async anew<T>(call: LoadCall<T>, own: UnsharedLoad): Promise<Outcome> {
    const { loaded } = this.#parts;
    const value = await this.#load(call, performance.now());
    const outcome = await loaded.update(value, call, own);
    if (own.state === 'current') loaded.tell(call.key, outcome);
    return outcome;
  }

  async #readOrLoad<T>(call: LoadCall<T>, flight: LoadFlight): Promise<FlightOutcome> {
    const { tiers, clock } = this.#parts;
    const { key, plan } = call;
    const began = performance.now();
    if (tiers.isTrusted) flight.offer(shownTo(plan, tiers.held(key)));
    const found = await tiers.read(key);
    const fresh = tiers.ifFresh(found);
    if (fresh !== undefined) return { kind: 'hit', found: fresh };
    const fallback = shownTo(plan, found);
    flight.offer(fallback);
    const isUsable = fallback !== undefined && clock.now() < fallback.expires + plan.grace;
    const limit = Math.max(1, SERVER_LIMIT - (performance.now() - began));
    return this.#claimAndLoad(call, flight, limit, isUsable);
  }

  /** For those who must not have what is kept; what they load is kept nowhere. */
  async #loadUnkept<T>(call: LoadCall<T>, began: number): Promise<Outcome> {
    const { keeper, loaded } = this.#parts;
    keeper.tellTypeMissing();
    const outcome = loaded.outcomeOf(await this.#load(call, began), call);
    if (outcome.kind === 'unkept') return outcome;
    // Without an end, since it is held nowhere.
    return { kind: 'loaded', found: { ...outcome.found, expires: Infinity } };
  }

  async #claimAndLoad<T>(
    call: LoadCall<T>,
    flight: LoadFlight,
    limit: number,
    isUsable: boolean,
  ): Promise<FlightOutcome> {
    const { key, plan } = call;
    const began = performance.now();
    // With something to serve nobody waits for another process; else half of the time is left for a load of one's own.
    const patience = isUsable ? 0 : plan.hardTimeout / 2;
    const claim = (await this.#parts.fleet?.claim(key, limit, patience)) ?? ALONE;
    if (claim.kind === 'found') return { kind: 'hit', found: claim.found };
    if (claim.kind === 'busy') return { kind: 'busy' };
    const lease = claim.kind === 'held' ? claim.lease : undefined;
    const left = limit - (performance.now() - began);
    const found = lease && !isUsable && (await this.#loadedSince(key, left));
    if (found) {
      void lease.release();
      return { kind: 'hit', found };
    }
    return this.#loadAndKeep(call, flight, lease, began);
  }

  async #loadAndKeep<T>(
    call: LoadCall<T>,
    flight: LoadFlight,
    lease: HeldLease | undefined,
    began: number,
  ): Promise<Outcome> {
    const { loaded } = this.#parts;
    let outcome: Outcome;
    try {
      outcome = loaded.keep(await this.#load(call, began), call, flight, lease);
    } catch (error) {
      void lease?.release();
      throw error;
    }
    // Only now: a listener that throws must not end the lease under what is being written with it.
    if (flight.isCurrent) loaded.tell(call.key, outcome);
    return outcome;
  }

  /** What another process has loaded and given its lease back for, between our read and our lease. */
  async #loadedSince(key: string, limit: number): Promise<Found | undefined> {
    const { tiers } = this.#parts;
    return limit < 1 ? undefined : tiers.ifFresh(await tiers.read(key, limit));
  }

  /** Runs the loader in what is left of its time since `began`. */
  async #load<T>({ load, plan }: LoadCall<T>, began: number): Promise<T> {
    const { counters } = this.#parts;
    const start = performance.now();
    counters.loads++;
    try {
      const left = plan.hardTimeout - (start - began);
      const value = await withinTime(Promise.resolve(load()), left);
      if (value === TOO_LATE) throw new CacheLoadTimeoutError(plan.hardTimeout);
      return value;
    } catch (error) {
      counters.loadFailures++;
      throw error;
    } finally {
      counters.loadTime += performance.now() - start;
    }
  }
}
