/**
 * A server that keeps entries for a fleet. An entry is a text that the store does not look into. What a store does not
 * have to do: time limits, retries, counting failures; the guard does that around every store.
 */
export abstract class CacheStore {
  /** What its client has reported last; tells the log why `connect()` takes so long. */
  lastError: unknown = undefined;

  /** Resolves once one of the nodes answers, rejects when none does; after a rejection it may be called again. */
  abstract connect(): Promise<void>;

  /** What can fail alone: `host:port` of each server that is known by now. */
  abstract nodes(): readonly string[];

  /** The node that keeps this key; one of `nodes()`. */
  abstract nodeOf(key: string): string;

  /** Resolves once this node answers, by the connection that its operations take. */
  abstract ping(node: string): Promise<void>;

  /** undefined for what is not there, has expired, or was written before the last `clear`. */
  abstract get(key: string): Promise<string | undefined>;

  /** `ttl` in milliseconds; 0 means no expiry. Takes the lease from a load that is under way, and tells the bus. */
  abstract set(key: string, entry: string, ttl: number): Promise<void>;

  /** As `set`, for an entry that goes. */
  abstract delete(key: string): Promise<void>;

  /** Makes every entry that this node keeps in the store's namespace unreadable for everyone, and no other key. */
  abstract clear(node: string): Promise<void>;

  /** Drops the connections; what is under way is rejected. */
  abstract close(): Promise<void>;
}
