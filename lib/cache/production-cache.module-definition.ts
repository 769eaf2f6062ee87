import { Cache, CACHE_MANAGER } from '@nestjs/cache-manager';
import { ConfigurableModuleBuilder, type OnApplicationShutdown } from '@nestjs/common';
import type { ModuleImport } from '../foundation/module-import.js';
import { ProductionReadinessError } from '../foundation/production-readiness.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import type { CacheOptions } from './cache.options.js';
import { checkCacheOptions } from './check-cache-options.js';
import { createProductionCache } from './engine/create-production-cache.js';
import { ProductionCache } from './engine/production-cache.js';
import { CacheStatistics } from './statistics/cache-statistics.js';

/** Token of what was given to forRoot(), before it is checked. */
const GIVEN_OPTIONS = Symbol('options of ProductionCacheModule');

/** Token of what closes the cache. */
const CLOSING = Symbol('closing of ProductionCacheModule');

/** Token of the mark of each import. */
export const IMPORT = Symbol('import of ProductionCacheModule');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<Partial<CacheOptions>>({ optionsInjectionToken: GIVEN_OPTIONS })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
      providers: [
        ...(definition.providers ?? []),
        { provide: IMPORT, useValue: { exclusive: isGlobal } satisfies ModuleImport },
        { provide: ProductionCache, useFactory: createCacheOrRefuse, inject: [GIVEN_OPTIONS] },
        { provide: CACHE_MANAGER, useExisting: ProductionCache },
        { provide: Cache, useExisting: ProductionCache },
        {
          provide: CacheStatistics,
          useFactory: ({ statistics }: ProductionCache) => statistics,
          inject: [ProductionCache],
        },
        { provide: CLOSING, useFactory: closing, inject: [ProductionCache] },
      ],
      exports: [ProductionCache, CACHE_MANAGER, Cache, CacheStatistics],
    }))
    .build();

/** After the last request was answered, which may still use the cache. */
function closing(cache: ProductionCache): OnApplicationShutdown {
  return { onApplicationShutdown: () => cache.disconnect() };
}

async function createCacheOrRefuse(given: Partial<CacheOptions>): Promise<ProductionCache> {
  try {
    return await createProductionCache(checkCacheOptions(given));
  } catch (error) {
    if (error instanceof ProductionReadinessError) refuseToStart(error);
    throw error;
  }
}
