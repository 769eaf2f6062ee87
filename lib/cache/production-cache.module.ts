import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { checkImport, type ModuleImport } from '../foundation/module-import.js';
import { checkSoleCache } from './check-sole-cache.js';
import {
  ConfigurableModuleClass,
  IMPORT,
  type OPTIONS_TYPE,
} from './production-cache.module-definition.js';

/** CACHE_MANAGER and Cache of @nestjs/cache-manager on a cache that is bounded. Global unless `isGlobal` is false. */
@Module({})
export class ProductionCacheModule extends ConfigurableModuleClass {
  constructor(modules: ModulesContainer, @Optional() @Inject(IMPORT) own?: ModuleImport) {
    super();
    checkImport('ProductionCacheModule', IMPORT, own, modules);
    checkSoleCache(IMPORT, modules);
  }

  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
