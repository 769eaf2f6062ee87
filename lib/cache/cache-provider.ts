export const CACHE_PROVIDERS = ['memory', 'redis', 'memcached'] as const;

export type CacheProvider = (typeof CACHE_PROVIDERS)[number];

/** The one whose URLs start like this; undefined for other URLs. */
export function providerOf(url: string): CacheProvider | undefined {
  const [scheme = ''] = url.trim().toLowerCase().split(':');
  return scheme === 'rediss' ? 'redis' : CACHE_PROVIDERS.find((provider) => provider === scheme);
}
