import type { CacheOptions } from '../cache.options.js';
import { UNAVAILABLE } from '../guard/unavailable.js';
import type { Clock } from '../memory/clock.js';
import type { Epoch } from './epoch.js';
import type { Found } from './found.js';
import type { HeldLease } from './held-lease.js';
import { expiryOf } from './lifetime.js';
import type { Outcome } from './outcome.js';
import type { ServerTier } from './server-tier.js';
import type { Tiers } from './tiers.js';
import type { ValueKeeper } from './value-keeper.js';
import type { WrapPlan } from './wrap-options.js';

interface LoadedValuesParts {
  readonly tiers: Tiers;
  readonly clock: Clock;
  readonly server?: ServerTier | undefined;
  readonly keeper: ValueKeeper;
  readonly options: CacheOptions;
}

/** A value that was loaded, and how it is to be kept. */
interface Loaded {
  readonly key: string;
  readonly found: Found;
  readonly grace: number;
  /** Whether what is held is out of date. */
  readonly isUpdate: boolean;
}

/** What loaders bring, on its way into the tiers. */
export class LoadedValues {
  readonly #parts: LoadedValuesParts;

  constructor(parts: LoadedValuesParts) {
    this.#parts = parts;
  }

  /** Gives the lease up. A value that cannot be kept is told and given back. */
  keep<T>(
    value: T,
    { key, plan }: { key: string; plan: WrapPlan<T> },
    epoch: Epoch,
    lease: HeldLease | undefined,
  ): Outcome {
    const { keeper, tiers, clock, options } = this.#parts;
    const kept = value === undefined ? undefined : keeper.keepIfPossible(value, plan.type);
    // What a toJSON() gives may be undefined, too.
    if (kept?.data === undefined) {
      if (plan.forceFresh && epoch.isCurrent) void tiers.delete(key);
      void lease?.release();
      return { kind: 'unkept', value: kept === undefined ? value : undefined };
    }
    const ttl = typeof plan.ttl === 'function' ? plan.ttl(value) : plan.ttl;
    const expires = expiryOf(ttl ?? options.ttl, clock.now(), plan.jitter);
    const found: Found = { kept, expires, source: 'memory' };
    if (epoch.isCurrent) tiers.hold(key, kept, expires, plan.grace);
    const loaded = { key, found, grace: plan.grace, isUpdate: plan.forceFresh };
    void (lease === undefined ? this.#store(loaded, epoch) : this.#commit(loaded, epoch, lease));
    return { kind: 'loaded', found };
  }

  /** In the background: nobody waits for a server to take what was loaded. Never rejects. */
  async #store({ key, found, grace, isUpdate }: Loaded, epoch: Epoch): Promise<void> {
    const { server, tiers } = this.#parts;
    if (!epoch.isCurrent) return;
    // What is out of date must not come back after an outage.
    if (isUpdate) await tiers.write(key, found.kept, found.expires, grace);
    else await server?.offer(key, found, grace);
  }

  /** The same with a lease, which tells of writes in other processes. Never rejects. */
  async #commit(loaded: Loaded, epoch: Epoch, lease: HeldLease): Promise<void> {
    const { server, tiers } = this.#parts;
    const { key, found, grace, isUpdate } = loaded;
    const committed = await server?.commit(found, grace, lease);
    if (committed === UNAVAILABLE) {
      // The server is away, or does not take the entry: others need not wait for the end of the lease.
      void lease.release();
      if (isUpdate) await this.#store(loaded, epoch);
    } else if (committed === false && tiers.held(key)?.kept.data === found.kept.data) {
      // Somebody else has written the key while this load ran.
      tiers.forget(key);
    }
  }
}
