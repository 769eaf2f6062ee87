import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import {
  ConfigurableModuleClass,
  GIVEN_OPTIONS,
  type OPTIONS_TYPE,
} from './production-cache.module-definition.js';

/** CACHE_MANAGER and Cache of @nestjs/cache-manager on a cache that is bounded. Global unless `isGlobal` is false. */
@Module({})
export class ProductionCacheModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(GIVEN_OPTIONS) options?: unknown) {
    super();
    if (options === undefined) refuseToStart(ModuleMisuseError.bareImport('ProductionCacheModule'));
  }

  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
