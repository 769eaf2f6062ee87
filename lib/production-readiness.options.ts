import type { BaseConfig } from './config/base-config.js';
import { CacheOptions } from './cache/cache.options.js';
import type {
  ASYNC_OPTIONS_TYPE,
  OPTIONS_TYPE,
} from './config/production-config.module-definition.js';
import type { PaginationOptions } from './pagination/pagination.options.js';

/** Which features the whole has. */
export interface Features {
  /** CACHE_MANAGER and Cache; as an object, options beside those that come from the settings. @default true */
  cache?: boolean | Partial<CacheOptions>;
  /** PaginationPipe's options, the Link header and the boot pass. @default true */
  pagination?: boolean;
}

export type ProductionReadinessOptions = typeof OPTIONS_TYPE & Features;
export type ProductionReadinessAsyncOptions = typeof ASYNC_OPTIONS_TYPE & Features;

/** What the settings mean to the cache. */
export function cacheOptions(
  config: BaseConfig,
  more: Partial<CacheOptions> = {},
): Partial<CacheOptions> {
  const { provider, url, ttl, max, maxBytes, namespace } = config.getCacheConfig();
  return { provider, url, ttl, max, maxBytes, namespace, ...more };
}

/** What the settings mean to pagination. */
export function paginationOptions(config: BaseConfig): Partial<PaginationOptions> {
  return {
    size: config.PAGE_SIZE,
    max: config.PAGE_SIZE_MAX,
    offsetMax: config.PAGE_OFFSET_MAX,
  };
}
