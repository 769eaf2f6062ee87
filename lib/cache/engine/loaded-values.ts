import type { CacheOptions } from '../cache.options.js';
import type { Clock } from '../memory/clock.js';
import { answer } from './answer.js';
import type { CacheEvents } from './cache-events.js';
import type { Found } from './found.js';
import type { HeldLease } from './held-lease.js';
import { expiryOf } from './lifetime.js';
import type { LoadCall } from './load-call.js';
import type { Loads, UnsharedLoad } from './loads.js';
import type { LoadFlight, Outcome } from './outcome.js';
import type { ServerTier } from './server-tier.js';
import type { Tiers } from './tiers.js';
import type { ValueKeeper } from './value-keeper.js';

interface LoadedValuesParts {
  readonly tiers: Tiers;
  readonly clock: Clock;
  readonly events: CacheEvents;
  readonly loads: Loads;
  readonly server?: ServerTier | undefined;
  readonly keeper: ValueKeeper;
  readonly options: CacheOptions;
}

/** What loaders bring, on its way into the tiers. */
export class LoadedValues {
  readonly #parts: LoadedValuesParts;

  constructor(parts: LoadedValuesParts) {
    this.#parts = parts;
  }

  /** Keeps a value where nothing is held, or what is held ends soon. Gives the lease up. */
  keep<T>(value: T, call: LoadCall<T>, flight: LoadFlight, lease: HeldLease | undefined): Outcome {
    const { tiers } = this.#parts;
    const { key, plan } = call;
    const outcome = this.outcomeOf(value, call);
    if (outcome.kind === 'unkept') void lease?.release();
    else {
      const { found } = outcome;
      if (flight.isCurrent) tiers.hold(key, found.kept, found.expires, plan.grace);
      void this.#store(call, found, flight, lease);
    }
    return outcome;
  }

  /** Keeps a value in place of what is held, as if it were set; after one that cannot be kept nothing is held. */
  async update<T>(value: T, call: LoadCall<T>, load: UnsharedLoad): Promise<Outcome> {
    const { tiers, loads } = this.#parts;
    const { key, plan } = call;
    const outcome = this.outcomeOf(value, call);
    if (load.state === 'over') return outcome;
    loads.cancelOthers(key, load);
    // What is held is out of date in any case.
    if (load.state === 'unsure' || outcome.kind === 'unkept') await tiers.delete(key);
    else {
      const { kept, expires } = outcome.found;
      await tiers.write(key, kept, expires, plan.grace, call.asked);
    }
    return outcome;
  }

  /** Tells listeners what `keep` or `update` has brought. */
  tell(key: string, outcome: Outcome): void {
    const { events, options } = this.#parts;
    if (outcome.kind !== 'loaded' || !events.isHeard) return;
    const { kept } = outcome.found;
    const value = kept.needsType ? undefined : answer(kept, options.values === 'frozen');
    events.emit('set', { key, value });
  }

  /** A value for its callers, and for the cache; `unkept` for one that cannot be kept, which is told. */
  outcomeOf<T>(value: T, { key, plan }: LoadCall<T>): Outcome {
    const { keeper, clock, options } = this.#parts;
    const kept = value === undefined ? undefined : keeper.keepIfPossible(key, value, plan.type);
    // What a toJSON() gives may be undefined, too.
    if (kept?.data === undefined) {
      return { kind: 'unkept', value: kept === undefined ? value : undefined };
    }
    const ttl = typeof plan.ttl === 'function' ? plan.ttl(value) : plan.ttl;
    const expires = expiryOf(ttl ?? options.ttl, clock.now(), plan.jitter);
    return { kind: 'loaded', found: { kept, expires, source: 'memory' } };
  }

  /** In the background: nobody waits for a server to take what was loaded. Never rejects. */
  async #store<T>(
    { key, plan, asked }: LoadCall<T>,
    found: Found,
    flight: LoadFlight,
    lease: HeldLease | undefined,
  ): Promise<void> {
    const { server, tiers } = this.#parts;
    const { grace } = plan;
    if (server === undefined) return;
    if (lease === undefined) {
      if (flight.isCurrent) await server.offer(key, found, grace, asked);
      return;
    }
    const text = server.text(found.kept, found.expires, grace, asked);
    if (text === undefined) return lease.release();
    const isCommitted = await lease.commit(text, server.ttl(found.expires, grace));
    // Somebody else has written the key while this load ran.
    if (!isCommitted && tiers.held(key)?.kept.data === found.kept.data) tiers.forget(key);
  }
}
