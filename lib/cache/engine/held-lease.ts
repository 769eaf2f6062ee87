import type { StoreGuard } from '../guard/store-guard.js';
import { UNAVAILABLE } from '../guard/unavailable.js';
import type { CacheLease } from '../stores/cache-lease.js';
import { SERVER_LIMIT } from './tiers.js';

/** The lease of one key while its loader runs; renewed until it is committed or released. */
export class HeldLease {
  /** Milliseconds after which a process that has died or hangs loses the lease. */
  static readonly DURATION = 2_000;

  readonly #key: string;
  readonly #token: string;
  readonly #guard: StoreGuard;
  readonly #lease: CacheLease;
  readonly #renewal: NodeJS.Timeout;

  constructor(key: string, token: string, guard: StoreGuard, lease: CacheLease) {
    this.#key = key;
    this.#token = token;
    this.#guard = guard;
    this.#lease = lease;
    this.#renewal = setInterval(() => void this.#renew(), HeldLease.DURATION / 3).unref();
  }

  /** False when somebody wrote, deleted or cleared the key in the meantime: nothing was kept then. */
  async commit(text: string, ttl: number): Promise<boolean> {
    clearInterval(this.#renewal);
    const committed = await this.#guard.run(this.#key, SERVER_LIMIT, () =>
      this.#lease.commit(this.#key, this.#token, text, ttl),
    );
    // Nothing is known of the key then: the server is away, or does not take the entry. Others need not wait for the end.
    if (committed === UNAVAILABLE) void this.release();
    return committed === UNAVAILABLE || committed;
  }

  async release(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#guard.run(this.#key, SERVER_LIMIT, () =>
      this.#lease.release(this.#key, this.#token),
    );
  }

  async #renew(): Promise<void> {
    await this.#guard.run(this.#key, SERVER_LIMIT, () =>
      this.#lease.renew(this.#key, this.#token, HeldLease.DURATION),
    );
  }
}
