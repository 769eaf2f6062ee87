import { hide } from './loading/hide.js';

export type CacheProvider = 'memory' | 'redis' | 'memcached';

/** What the cache is made from. */
export interface CacheConfig {
  readonly provider: CacheProvider;
  /** May hold a password: a property that prints and clones leave out. */
  readonly url: string;
  /** Milliseconds, as cache-manager counts. */
  readonly ttl: number;
  /** Entries held in this process. */
  readonly max: number | 'auto';
  /** Bytes held in this process. */
  readonly maxBytes: number | 'auto' | undefined;
  /** Prefix of the keys on a shared server. */
  readonly namespace: string | undefined;
}

const SERVERS: readonly [start: string, provider: CacheProvider][] = [
  ['redis://', 'redis'],
  ['rediss://', 'redis'],
  ['memcached://', 'memcached'],
];

/** How CACHE_URL may begin. */
export const CACHE_PROTOCOLS = ['memory:', ...SERVERS.map(([start]) => start)];

export function cacheProvider(url = ''): CacheProvider {
  const lower = url.toLowerCase();
  return SERVERS.find(([start]) => lower.startsWith(start))?.[1] ?? 'memory';
}

/** A frozen copy whose `url` no print shows. */
export function sealCacheConfig(config: CacheConfig): CacheConfig {
  const sealed = { ...config };
  hide(sealed, new Map([['url', () => config.url]]));
  return Object.freeze(sealed);
}
