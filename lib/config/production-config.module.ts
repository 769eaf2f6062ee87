import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { checkImport, type ModuleImport } from '../foundation/module-import.js';
import {
  ConfigurableModuleClass,
  IMPORT,
  type ASYNC_OPTIONS_TYPE,
  type OPTIONS_TYPE,
} from './production-config.module-definition.js';

/**
 * The configuration, under its own class and every class above it, and through ConfigService of @nestjs/config.
 * Global unless `isGlobal` is false.
 */
@Module({})
export class ProductionConfigModule extends ConfigurableModuleClass {
  constructor(modules: ModulesContainer, @Optional() @Inject(IMPORT) own?: ModuleImport) {
    super();
    checkImport('ProductionConfigModule', IMPORT, own, modules);
  }

  static override forRoot({ env, ...extras }: typeof OPTIONS_TYPE = {}): DynamicModule {
    // As a function, so that nothing that prints Nest's container prints the variables.
    return super.forRoot({
      ...extras,
      ...(env && { env: typeof env === 'function' ? env : () => env }),
    });
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    const { useFactory, useClass, useExisting, ...others } = options;
    const token = useExisting ?? useClass;
    if (token === undefined) {
      return super.forRootAsync({
        ...others,
        ...(useFactory && { useFactory: lazily(useFactory) }),
      });
    }
    const create = lazily((factory: SourceCreator) => factory.create());
    const module = super.forRootAsync({ ...others, inject: [token], useFactory: create });
    return { ...module, providers: [...(module.providers ?? []), ...(useClass ? [useClass] : [])] };
  }
}

type SourceFactory = NonNullable<(typeof ASYNC_OPTIONS_TYPE)['useFactory']>;
type SourceCreator = InstanceType<NonNullable<(typeof ASYNC_OPTIONS_TYPE)['useClass']>>;

/** Called when the configuration is loaded: its failure is a problem of the report, and an overridden configuration does without. */
function lazily(useFactory: SourceFactory): SourceFactory {
  return (...dependencies: unknown[]) => ({
    env: async () => {
      const { env } = await useFactory(...dependencies);
      return typeof env === 'function' ? env() : (env ?? process.env);
    },
  });
}
