/**
 * The right to load one key for the whole fleet. It ends by itself when it is not renewed, and at once when the key is
 * written or deleted, or its node cleared: what a load brings back after that is not kept.
 */
export abstract class CacheLease {
  /** Whether `token` has the lease now; false while another has it. `duration` in milliseconds. */
  abstract acquire(key: string, token: string, duration: number): Promise<boolean>;

  /** Whether `token` still has it, then for `duration` from now on. */
  abstract renew(key: string, token: string, duration: number): Promise<boolean>;

  /** Writes the loaded entry if `token` still has the lease, and gives the lease up; tells the bus. False: nothing was written. */
  abstract commit(key: string, token: string, entry: string, ttl: number): Promise<boolean>;

  /** Gives the lease up without an entry, if `token` has it; tells the bus, so that a waiter goes on. */
  abstract release(key: string, token: string): Promise<void>;
}
