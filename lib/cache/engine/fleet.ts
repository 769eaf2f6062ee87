import { randomUUID } from 'node:crypto';
import type { StoreGuard } from '../guard/store-guard.js';
import { UNAVAILABLE } from '../guard/unavailable.js';
import type { CacheLease } from '../stores/cache-lease.js';
import type { Found } from './found.js';
import { HeldLease } from './held-lease.js';
import { SERVER_LIMIT, type Tiers } from './tiers.js';

/** Milliseconds between two looks at the server while another process loads; the bus usually tells earlier. */
const LONGEST_POLL = 100;
const FIRST_POLL = 20;

/** How a load may go on: with the lease, without one, with what another process has loaded, or not at all. */
export type Claim =
  | { readonly kind: 'held'; readonly lease: HeldLease }
  | { readonly kind: 'alone' | 'busy' }
  | { readonly kind: 'found'; readonly found: Found };

/** One load of a key in all processes that share a server. */
export class Fleet {
  readonly #guard: StoreGuard;
  readonly #lease: CacheLease;
  readonly #tiers: Tiers;

  constructor(guard: StoreGuard, lease: CacheLease, tiers: Tiers) {
    this.#guard = guard;
    this.#lease = lease;
    this.#tiers = tiers;
  }

  /**
   * Asks for the lease within `limit` milliseconds, and waits for whoever has it, `patience` milliseconds at most. When
   * the server does not answer, or patience ends, the caller loads alone.
   */
  async claim(key: string, limit: number, patience: number): Promise<Claim> {
    const token = randomUUID();
    const end = performance.now() + patience;
    const news = new News(this.#tiers, key);
    try {
      for (let poll = FIRST_POLL, wait = limit; ; poll = Math.min(2 * poll, LONGEST_POLL)) {
        const answer = await this.#ask(key, token, wait);
        if (answer === UNAVAILABLE) return { kind: 'alone' };
        if (answer)
          return { kind: 'held', lease: new HeldLease(key, token, this.#guard, this.#lease) };
        if (patience === 0) return { kind: 'busy' };
        if (performance.now() >= end) return { kind: 'alone' };
        await news.next(poll);
        const began = performance.now();
        const found = this.#tiers.ifFresh(await this.#tiers.read(key));
        if (found !== undefined) return { kind: 'found', found };
        // One limit for both questions of a round.
        wait = Math.max(1, SERVER_LIMIT - (performance.now() - began));
      }
    } finally {
      news.stop();
    }
  }

  #ask(key: string, token: string, limit: number): Promise<boolean | typeof UNAVAILABLE> {
    return this.#guard.run(key, limit, () => this.#lease.acquire(key, token, HeldLease.DURATION));
  }
}

/** News of one key, from the moment it is made: none that comes between two looks is lost. */
class News {
  readonly stop: () => void;
  #isNew = false;
  #wake: (() => void) | undefined;

  constructor(tiers: Tiers, key: string) {
    this.stop = tiers.wakeUps.listen(key, () => {
      this.#isNew = true;
      this.#wake?.();
    });
  }

  async next(atMost: number): Promise<void> {
    if (!this.#isNew) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMost);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isNew = false;
  }
}
