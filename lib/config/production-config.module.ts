import { type DynamicModule, Inject, Module, type OnModuleInit, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { checkImport, type ModuleImport } from '../foundation/module-import.js';
import { BuildOnlyError } from './build-only.error.js';
import type { Environment } from './environment.js';
import {
  BUILD,
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
export class ProductionConfigModule extends ConfigurableModuleClass implements OnModuleInit {
  constructor(
    modules: ModulesContainer,
    @Optional() @Inject(IMPORT) own?: ModuleImport,
    @Optional() @Inject(BUILD) private readonly build = false,
  ) {
    super();
    checkImport('ProductionConfigModule', IMPORT, own, modules);
  }

  onModuleInit(): void {
    if (this.build) throw BuildOnlyError.started();
  }

  static override forRoot({ env, ...extras }: typeof OPTIONS_TYPE = {}): DynamicModule {
    if (env === undefined) return super.forRoot(extras);
    // As a function, so that nothing that prints Nest's container prints the variables.
    const source = typeof env === 'function' ? inReach(env, extras.build) : () => env;
    return super.forRoot({ ...extras, env: source });
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    const { useFactory, useClass, useExisting, ...others } = options;
    const { build } = others;
    const token = useExisting ?? useClass;
    if (token === undefined) {
      return super.forRootAsync({
        ...others,
        ...(useFactory && { useFactory: lazily(useFactory, build) }),
      });
    }
    const create = lazily((factory: SourceCreator) => factory.create(), build);
    const module = super.forRootAsync({ ...others, inject: [token], useFactory: create });
    return { ...module, providers: [...(module.providers ?? []), ...(useClass ? [useClass] : [])] };
  }
}

type EnvironmentFunction = () => Environment | Promise<Environment>;
type SourceFactory = NonNullable<(typeof ASYNC_OPTIONS_TYPE)['useFactory']>;
type SourceCreator = InstanceType<NonNullable<(typeof ASYNC_OPTIONS_TYPE)['useClass']>>;

/** Called when the configuration is loaded: its failure is a problem of the report, and an overridden configuration does without. */
function lazily(useFactory: SourceFactory, build?: boolean): SourceFactory {
  return (...dependencies: unknown[]) => ({
    env: inReach(async () => {
      const { env } = await useFactory(...dependencies);
      return typeof env === 'function' ? env() : (env ?? process.env);
    }, build),
  });
}

/** What fetches variables, from a vault for instance, may be out of the reach of a build. */
function inReach(source: EnvironmentFunction, build = false): EnvironmentFunction {
  return build ? () => ({}) : source;
}
