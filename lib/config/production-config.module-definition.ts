import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { ModuleImport } from '../foundation/module-import.js';
import { BaseConfig } from './base-config.js';
import type { ConfigClass } from './config-class.js';
import { configServiceView, PRODUCTION_CONFIG } from './config-service-view.js';
import type { EnvironmentSource } from './environment.js';
import { loadForBoot } from './load-for-boot.js';
import { ProductionConfig } from './production-config.js';
import { classChain } from './settings/class-chain.js';

/** What shapes the configuration module, beside where the variables come from. */
export class ConfigExtras {
  /** The class of the configuration, or an instance that its load() made. */
  config?: ConfigClass | BaseConfig = ProductionConfig;
  /** A missing SECRET_KEY is made once and kept on this machine; refused while NODE_ENV is production. */
  development?: boolean = false;
  /**
   * Builds the modules without a key, for an OpenAPI export for instance: settings may be missing, an env function or factory
   * is not called, reading a secret throws BuildOnlyError, and so does app.init().
   */
  build?: boolean = false;
  /** Removes the variables of secrets from process.env once they are loaded from there. */
  scrubEnv?: boolean = false;
  /** Visible in every module without an import. */
  isGlobal?: boolean = true;
}

/** Token of what forRoot() was given. */
const SOURCE = Symbol('options of ProductionConfigModule');

/** Token of the mark of each import. */
export const IMPORT = Symbol('import of ProductionConfigModule');

/** Token of whether this is a build. */
export const BUILD = Symbol('build of ProductionConfigModule');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<EnvironmentSource>({ optionsInjectionToken: SOURCE })
    .setClassMethodName('forRoot')
    .setExtras(new ConfigExtras(), withConfiguration)
    .build();

function withConfiguration(definition: DynamicModule, extras: ConfigExtras): DynamicModule {
  const { config = ProductionConfig, isGlobal = true } = extras;
  const { development = false, build = false, scrubEnv = false } = extras;
  const Class = configClass(config);
  const ancestors = classChain(Class).filter((ancestor) => ancestor !== Class);
  const aliases = ancestors.map((provide) => ({ provide, useExisting: Class }));
  return {
    ...definition,
    global: isGlobal,
    imports: [...(definition.imports ?? []), ConfigModule],
    providers: [
      ...(definition.providers ?? []),
      { provide: IMPORT, useValue: { exclusive: isGlobal } satisfies ModuleImport },
      { provide: BUILD, useValue: build },
      {
        provide: Class,
        useFactory: (source: EnvironmentSource) =>
          loadForBoot(config, source, { development, build, scrubEnv }),
        inject: [SOURCE],
      },
      ...aliases,
      ...configServiceView(Class),
    ],
    exports: [Class, ...ancestors, PRODUCTION_CONFIG, ConfigService],
  };
}

/** The class under which the configuration is injected. */
export function configClass(config: ConfigClass | BaseConfig): ConfigClass {
  return config instanceof BaseConfig ? (config.constructor as ConfigClass) : config;
}
