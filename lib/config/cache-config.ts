import type { CacheProvider } from '../foundation/cache-provider.js';
import { hide } from './loading/hide.js';

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

/** A frozen copy whose `url` no print shows. */
export function sealCacheConfig(config: CacheConfig): CacheConfig {
  const sealed = { ...config };
  hide(sealed, new Map([['url', () => config.url]]));
  return Object.freeze(sealed);
}
