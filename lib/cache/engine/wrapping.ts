import { Logger } from '@nestjs/common';
import type { CacheOptions } from '../cache.options.js';
import type { Clock } from '../memory/clock.js';
import type { CacheCounters } from '../statistics/cache-counters.js';
import { answerAs } from './answer.js';
import { deliver, raw } from './deliver.js';
import type { CacheEvents } from './cache-events.js';
import type { Found } from './found.js';
import { nameOfError } from '../../foundation/name-of-error.js';
import { checkLoader, checkWrapOptions } from './check-wrap-options.js';
import { checkKey } from './lifetime.js';
import type { LoadCall } from './load-call.js';
import type { Loader } from './loader.js';
import type { Loads } from './loads.js';
import type { Outcome } from './outcome.js';
import { outcomeFor } from './outcome-for.js';
import { RefreshPauses } from './refresh-pauses.js';
import { shownTo } from './shown-to.js';
import type { Tiers } from './tiers.js';
import {
  isPlain,
  optionsOf,
  planOf,
  type WrapArgument,
  type WrapPlan,
  type WrappedRaw,
} from './wrap-options.js';

interface WrappingParts {
  readonly options: CacheOptions;
  readonly tiers: Tiers;
  readonly clock: Clock;
  readonly counters: CacheCounters;
  readonly events: CacheEvents;
  readonly loads: Loads;
  readonly loader: Loader;
}

/** `wrap` where memory cannot answer at once: what its callers share, and what each of them gets. */
export class Wrapping {
  readonly #parts: WrappingParts;
  readonly #pauses = new RefreshPauses();

  constructor(parts: WrappingParts) {
    this.#parts = parts;
  }

  /** Whether these options ask for no more than a fresh value in the form of the cache. */
  isSimple<T>(options: WrapArgument<T>): boolean {
    return this.#parts.options.refreshThreshold === 0 && isPlain(options);
  }

  async wrap<T>(
    key: string,
    load: () => T | Promise<T>,
    given: WrapArgument<T>,
    refreshThreshold?: number | ((value: T) => number),
  ): Promise<T | WrappedRaw<T>> {
    checkKey(key);
    const options = optionsOf(given, refreshThreshold);
    checkLoader(load);
    checkWrapOptions(options);
    const asked = this.#parts.clock.now();
    const call = { key, load, plan: planOf(options, this.#parts.options), asked };
    const { tiers } = this.#parts;
    if (call.plan.forceFresh) return deliver(await this.#loadAnew(call), call.plan);
    const held = shownTo(call.plan, tiers.fresh(key));
    const outcome = held === undefined ? await this.#load(call) : hitOf(held);
    this.#count(outcome);
    if (outcome.kind === 'hit') return this.#deliverHit(call, outcome.found);
    return deliver(outcome, call.plan);
  }

  #deliverHit<T>(call: LoadCall<T>, held: Found): T | WrappedRaw<T> {
    const value = answerAs<T>(held.kept, call.plan);
    if (this.#isNearEnd(held, call.plan, value)) this.#refresh(call, held, value);
    return call.plan.raw ? raw(value, held.expires) : value;
  }

  async #load<T>(call: LoadCall<T>): Promise<Outcome> {
    const { counters, loads, loader, clock } = this.#parts;
    try {
      for (;;) {
        const shared = loads.find(call);
        if (shared !== undefined) counters.coalesced++;
        const flight = shared ?? loads.start(call, (own) => loader.run(call, own));
        const outcome = await outcomeFor(call.plan, flight, shared !== undefined, clock);
        if (outcome !== undefined) return outcome;
      }
    } catch (error) {
      counters.misses++;
      throw error;
    }
  }

  async #loadAnew<T>(call: LoadCall<T>): Promise<Outcome> {
    const { loads, loader } = this.#parts;
    const own = loads.begin(call.key);
    try {
      return await loader.anew(call, own);
    } finally {
      loads.end(call.key, own);
    }
  }

  #isNearEnd<T>(held: Found, { refreshThreshold }: WrapPlan<T>, value: T): boolean {
    const given =
      typeof refreshThreshold === 'function' ? refreshThreshold(value) : refreshThreshold;
    const threshold = given ?? this.#parts.options.refreshThreshold;
    return held.expires - this.#parts.clock.now() < threshold;
  }

  #refresh<T>(call: LoadCall<T>, held: Found, value: T): void {
    const { key } = call;
    const { events, loads, loader, clock } = this.#parts;
    if (loads.find(call) !== undefined || this.#pauses.isPaused(key, clock.now())) return;
    const refreshing = loads.start(call, (flight) => loader.refresh(call, flight, held)).promise;
    const told = refreshing.then(
      (outcome) => {
        // Another process may be loading: that one tells of it.
        if (outcome.kind === 'busy' || !events.isHeard) return;
        const isHidden =
          outcome.kind === 'unkept' ? call.plan.type !== undefined : outcome.found.kept.needsType;
        const given = isHidden ? undefined : deliver(outcome, { ...call.plan, raw: false });
        events.emit('refresh', { key, value: given });
      },
      (error: unknown) => {
        this.#pauses.add(key, clock.now());
        events.emit('refresh', { key, value: held.kept.needsType ? undefined : value, error });
      },
    );
    // Nobody waits for this, and the process is not to end for it.
    told.catch((error: unknown) => {
      new Logger('ProductionCache').error(`A listener of "refresh" threw: ${nameOfError(error)}.`);
    });
  }

  #count(outcome: Outcome): void {
    const { counters } = this.#parts;
    if (outcome.kind === 'hit') counters.countHit(outcome.found.source);
    else if (outcome.kind === 'stale') counters.staleServed++;
    else counters.misses++;
  }
}

const hitOf = (found: Found): Outcome => ({ kind: 'hit', found });
