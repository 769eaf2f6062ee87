/** What the cache is made from; also the token under which it is injected. */
export class CacheOptions {
  /** `redis` and `memcached` are refused until their stores are here. */
  readonly provider: 'memory' | 'redis' | 'memcached' = 'memory';
  /** Milliseconds that an entry lives, as cache-manager counts. */
  readonly ttl: number = 600_000;
  /** Entries held in this process. */
  readonly max: number | 'auto' = 4096;
  /** Bytes held in this process. */
  readonly maxBytes?: number | 'auto' | undefined;
  /** Prefix of the keys on a shared server. */
  readonly namespace?: string | undefined;

  static from(given: Partial<CacheOptions>): CacheOptions {
    return Object.freeze(Object.assign(new CacheOptions(), given));
  }
}
