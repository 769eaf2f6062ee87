import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import {
  ConfigurableModuleClass,
  GIVEN_OPTIONS,
  type OPTIONS_TYPE,
} from './pagination.module-definition.js';

/**
 * The options of PaginationPipe, the Link header, and the look for uses of the pipe that cannot work.
 * Global unless `isGlobal` is false.
 */
@Module({})
export class PaginationModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(GIVEN_OPTIONS) options?: unknown) {
    super();
    if (options === undefined) refuseToStart(ModuleMisuseError.bareImport('PaginationModule'));
  }

  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
