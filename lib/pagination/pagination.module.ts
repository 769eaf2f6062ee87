import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { checkImport, type ModuleImport } from '../foundation/module-import.js';
import {
  ConfigurableModuleClass,
  IMPORT,
  type OPTIONS_TYPE,
} from './pagination.module-definition.js';

/**
 * The options of PaginationPipe, the Link header, and the look for uses of the pipe that cannot work.
 * Global unless `isGlobal` is false.
 */
@Module({})
export class PaginationModule extends ConfigurableModuleClass {
  constructor(modules: ModulesContainer, @Optional() @Inject(IMPORT) own?: ModuleImport) {
    super();
    checkImport('PaginationModule', IMPORT, own, modules);
  }

  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
