import { Cache, CACHE_MANAGER } from '@nestjs/cache-manager';
import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ModuleImport } from '../foundation/module-import.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import { CacheOptionsError } from './cache-options.error.js';
import { CacheOptions } from './cache.options.js';
import { checkCacheOptions } from './check-cache-options.js';
import { createMemoryCache } from './memory-cache.js';

/** Token of what was given to forRoot(), before it is checked. */
const GIVEN_OPTIONS = Symbol('options of ProductionCacheModule');

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
        { provide: CACHE_MANAGER, useFactory: createCacheOrRefuse, inject: [GIVEN_OPTIONS] },
        { provide: Cache, useExisting: CACHE_MANAGER },
      ],
      exports: [CACHE_MANAGER, Cache],
    }))
    .build();

function createCacheOrRefuse(given: Partial<CacheOptions>) {
  try {
    return createMemoryCache(checkCacheOptions(CacheOptions.from(given)));
  } catch (error) {
    if (error instanceof CacheOptionsError) refuseToStart(error);
    throw error;
  }
}
