import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import {
  ConfigurableModuleClass,
  SOURCE,
  type OPTIONS_TYPE,
} from './production-config.module-definition.js';

/**
 * The configuration, under its own class and every class above it, and through ConfigService of @nestjs/config.
 * Global unless `isGlobal` is false.
 */
@Module({})
export class ProductionConfigModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(SOURCE) source?: unknown) {
    super();
    if (source === undefined) {
      refuseToStart(ModuleMisuseError.bareImport('ProductionConfigModule'));
    }
  }

  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
