import { cacheProvider, type CacheProvider } from '../foundation/cache-provider.js';
import { withoutUndefined } from '../foundation/without-undefined.js';
import type { CacheStore } from './stores/cache-store.js';
import type { KeyvLike } from './stores/keyv-like.js';
import type { RedisClientLike } from './stores/redis-client-like.js';

/** What the cache is made from. */
export class CacheOptions {
  /** Where entries are kept beside this process; what `url` starts with tells it. */
  readonly provider: CacheProvider = 'memory';
  /** The server or servers: `rediss://user:password@host:6380/2`, `redis://a:6379,b:6379`, `memcached://a:11211,b:11211`. */
  readonly url?: string | undefined;
  /** Prefix of the keys on a shared server, and required with one. */
  readonly namespace?: string | undefined;
  /** Milliseconds that an entry lives, as cache-manager counts. */
  readonly ttl: number = 600_000;
  /** Entries held in this process; `auto` goes by the memory that it may use. */
  readonly max: number | 'auto' = 4096;
  /** Bytes held in this process; `auto` goes by the memory that it may use. */
  readonly maxBytes?: number | 'auto' | undefined;
  /** Bytes of the largest value that is kept. */
  readonly maxEntryBytes: number = 8 * 1024 * 1024;

  /** `copy`: each caller gets a value of its own. `frozen`: all callers get one deeply frozen value, for speed. */
  readonly values: 'copy' | 'frozen' = 'copy';
  /** Whether entries are held in this process too when there is a server; without it, only redis does (its bus keeps them true). */
  readonly memory?: boolean | undefined;

  /** Milliseconds that an expired value is still served when its loader fails, or is slower than `softTimeout`. */
  readonly grace: number = 0;
  /** Milliseconds before its end from which a value is loaded anew in the background by whoever wraps it. */
  readonly refreshThreshold: number = 0;
  /** Milliseconds after which a caller gets the expired value, while there is one within `grace`; the loader goes on. */
  readonly softTimeout: number = Infinity;
  /** Milliseconds after which callers of a loader get a CacheLoadTimeoutError. */
  readonly hardTimeout: number = 60_000;
  /**
   * Part of each ttl, 0 to 0.5, that is cut off at random, so that entries written together do not expire together. Without a
   * server a small value then takes about half a microsecond to write, three times as long as else.
   */
  readonly jitter: number = 0;

  /** The hit rate of the last 15 minutes, 0 to 1, under which one warning is logged; 0 for none. */
  readonly warnBelowHitRate: number = 0.5;

  /** A store of your own instead of `url`: a Keyv, an adapter made for it, or a CacheStore. */
  readonly store?: KeyvLike | CacheStore | undefined;
  /** A node-redis client of your own instead of `url`, such as one made by `createSentinel` of redis 6; closed with the cache. */
  readonly client?: RedisClientLike | undefined;

  static from(given: Partial<CacheOptions>): CacheOptions {
    if (given instanceof CacheOptions) return given;
    const provider = given.provider ?? cacheProvider(given.url) ?? 'memory';
    const options = Object.assign(new CacheOptions(), withoutUndefined(given), { provider });
    // A URL may hold a password, and options get printed.
    Object.defineProperty(options, 'url', { enumerable: false });
    return Object.freeze(options);
  }
}
