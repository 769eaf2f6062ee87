import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { ModulesContainer } from '@nestjs/core';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';

/** Which of two providers of CACHE_MANAGER a class gets is decided by the order of imports, silently; so there must be one. */
export function checkSoleCache(ours: symbol, modules: ModulesContainer): void {
  const others = [...modules.values()].filter(
    ({ providers }) => providers.has(CACHE_MANAGER) && !providers.has(ours),
  );
  if (others.length > 0) refuseToStart(secondCache(others.map(({ name }) => name)));
}

function secondCache(modules: readonly string[]): ModuleMisuseError {
  return new ModuleMisuseError(
    `CACHE_MANAGER is provided by ${modules.join(' and ')} beside ProductionCacheModule.`,
    {
      code: 'MODULE_SECOND_CACHE',
      hint:
        'Remove the other one: CacheInterceptor, @CacheTTL and @CacheKey work on ours. ' +
        'Or leave ours out with ProductionReadinessModule.forRoot({ cache: false }).',
    },
  );
}
