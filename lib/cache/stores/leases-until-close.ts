import { CacheLease } from './cache-lease.js';
import { withinTime } from '../../foundation/within-time.js';

/** Milliseconds that giving leases up may take. */
const RELEASE_LIMIT = 150;

interface Held {
  readonly token: string;
  readonly end: number;
}

/** Leases that are given up on close: other processes do not wait for one that is gone. */
export class LeasesUntilClose extends CacheLease {
  readonly #lease: CacheLease;
  /** Those that end first come first, since all have one duration. */
  readonly #held = new Map<string, Held>();

  constructor(lease: CacheLease) {
    super();
    this.#lease = lease;
  }

  async acquire(key: string, token: string, duration: number): Promise<boolean> {
    const isAcquired = await this.#lease.acquire(key, token, duration);
    if (isAcquired) this.#hold(key, token, duration);
    return isAcquired;
  }

  async renew(key: string, token: string, duration: number): Promise<boolean> {
    const isHeld = await this.#lease.renew(key, token, duration);
    if (!isHeld) this.#forget(key, token);
    else if (this.#held.get(key)?.token === token) this.#hold(key, token, duration);
    return isHeld;
  }

  async commit(key: string, token: string, entry: string, ttl: number): Promise<boolean> {
    const isCommitted = await this.#lease.commit(key, token, entry, ttl);
    this.#forget(key, token);
    return isCommitted;
  }

  async release(key: string, token: string): Promise<void> {
    await this.#lease.release(key, token);
    this.#forget(key, token);
  }

  /** Never rejects; what cannot be given up in time ends by itself. */
  async releaseAll(): Promise<void> {
    const releasing = [...this.#held].map(([key, { token }]) => this.release(key, token));
    await withinTime(Promise.allSettled(releasing), RELEASE_LIMIT);
  }

  #hold(key: string, token: string, duration: number): void {
    const now = performance.now();
    for (const [known, { end }] of this.#held) {
      if (end > now) break;
      this.#held.delete(known);
    }
    this.#held.delete(key);
    this.#held.set(key, { token, end: now + duration });
  }

  #forget(key: string, token: string): void {
    if (this.#held.get(key)?.token === token) this.#held.delete(key);
  }
}
