import { randomBytes } from 'node:crypto';
import { CacheOptions } from './cache/cache.options.js';
import type { BaseConfig } from './config/base-config.js';
import { withoutUndefined } from './foundation/without-undefined.js';
import { secretList } from './config/loading/secret-list.js';
import type {
  ASYNC_OPTIONS_TYPE,
  OPTIONS_TYPE,
} from './config/production-config.module-definition.js';
import { secretBytes } from './config/secret-bytes.js';
import type { PaginationOptions } from './pagination/pagination.options.js';
import type { SigningOptions } from './signing/signing.options.js';

/** Which features the whole has. */
export interface Features {
  /** CACHE_MANAGER and Cache; as an object, options beside those that come from the settings. @default true */
  cache?: boolean | Partial<CacheOptions>;
  /** Pagination; as an object, options beside those that come from the settings. @default true */
  pagination?: boolean | Partial<PaginationOptions>;
  /** KeyRing; as an object, the namespace that its keys are for. @default true */
  signing?: boolean | Pick<SigningOptions, 'namespace'>;
}

export type ProductionReadinessOptions = typeof OPTIONS_TYPE & Features;
export type ProductionReadinessAsyncOptions = typeof ASYNC_OPTIONS_TYPE & Features;

/** What the settings mean to the cache. */
export function cacheOptions(
  config: BaseConfig,
  more: Partial<CacheOptions> = {},
): Partial<CacheOptions> {
  const { provider, url, ttl, max, maxBytes, namespace } = config.getCacheConfig();
  const server = more.url === undefined ? { provider, url } : {};
  return { ...server, ttl, max, maxBytes, namespace, ...withoutUndefined(more) };
}

/** What the settings mean to pagination. */
export function paginationOptions(
  config: BaseConfig,
  more: Partial<PaginationOptions> = {},
): Partial<PaginationOptions> {
  return {
    size: config.PAGE_SIZE,
    max: config.PAGE_SIZE_MAX,
    offsetMax: config.PAGE_OFFSET_MAX,
    ...more,
  };
}

/** What the settings mean to the key ring; the configuration has checked the secrets by the rules of its class. */
export function signingOptions(
  config: BaseConfig,
  { namespace }: Pick<SigningOptions, 'namespace'> = {},
): SigningOptions {
  const fallbacks = secretBytes(config, 'SECRET_KEY_FALLBACKS');
  return {
    current: secretBytes(config, 'SECRET_KEY') ?? '',
    fallbacks: fallbacks === undefined ? [] : secretList(fallbacks),
    namespace,
    checked: true,
  };
}

/** A ring for an application that is built without secrets and cannot run: nothing is ever signed with it. */
export function buildSigning(): SigningOptions {
  return { current: randomBytes(32), checked: true };
}
