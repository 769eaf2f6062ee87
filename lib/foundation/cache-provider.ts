export type CacheProvider = 'memory' | 'redis' | 'memcached';

const STARTS: readonly [start: string, provider: CacheProvider][] = [
  ['memory:', 'memory'],
  ['redis://', 'redis'],
  ['rediss://', 'redis'],
  ['memcached://', 'memcached'],
];

export const CACHE_PROVIDERS: readonly string[] = STARTS.map(([, provider]) => provider);

/** How the URL of a cache may begin. */
export const CACHE_PROTOCOLS: readonly string[] = STARTS.map(([start]) => start);

/** Where a cache with this URL is; undefined for the URL of something else. */
export function cacheProvider(url: unknown): CacheProvider | undefined {
  if (typeof url !== 'string') return undefined;
  const lower = url.trim().toLowerCase();
  return STARTS.find(([start]) => lower.startsWith(start))?.[1];
}
