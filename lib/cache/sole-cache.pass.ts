import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';

/** Which of two providers of CACHE_MANAGER a class gets is decided by the order of imports, silently; so there must be one. */
@Injectable()
export class SoleCachePass {
  constructor(modules: ModulesContainer) {
    const providers = [...modules.values()].filter(({ providers }) => providers.has(CACHE_MANAGER));
    if (providers.length > 1) refuseToStart(secondCache(providers.map(({ name }) => name)));
  }
}

function secondCache(modules: readonly string[]): ModuleMisuseError {
  return new ModuleMisuseError(
    `CACHE_MANAGER is provided ${modules.length} times: by ${modules.join(' and ')}.`,
    {
      code: 'MODULE_SECOND_CACHE',
      hint:
        'Remove the other one: CacheInterceptor, @CacheTTL and @CacheKey work on ProductionCacheModule. ' +
        'Or leave ours out with ProductionReadinessModule.forRoot({ cache: false }).',
    },
  );
}
