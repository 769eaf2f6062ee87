import { ConfigurableModuleBuilder, type DynamicModule, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { BaseConfig } from './base-config.js';
import { configServiceView, PRODUCTION_CONFIG } from './config-service-view.js';
import type { EnvironmentSource } from './environment.js';
import { loadForBoot } from './load-for-boot.js';
import { ProductionConfig } from './production-config.js';
import { classChain } from './settings/class-chain.js';

/** What shapes the configuration module, beside where the variables come from. */
export class ConfigExtras {
  /** The class of the configuration, or an instance that its load() made. */
  config?: Type<BaseConfig> | BaseConfig = ProductionConfig;
  /** A missing SECRET_KEY is made once and kept on this machine; refused while NODE_ENV is production. */
  development?: boolean = false;
  /** Visible in every module without an import. */
  isGlobal?: boolean = true;
}

/** Token of what forRoot() was given. */
export const SOURCE = Symbol('options of ProductionConfigModule');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<EnvironmentSource>({ optionsInjectionToken: SOURCE })
    .setClassMethodName('forRoot')
    .setExtras(new ConfigExtras(), withConfiguration)
    .build();

function withConfiguration(definition: DynamicModule, extras: ConfigExtras): DynamicModule {
  const { config = ProductionConfig, development = false, isGlobal = true } = extras;
  const Class = configClass(config);
  const ancestors = classChain(Class).filter((ancestor) => ancestor !== Class);
  const aliases = ancestors.map((provide) => ({ provide, useExisting: Class }));
  return {
    ...definition,
    global: isGlobal,
    imports: [...(definition.imports ?? []), ConfigModule],
    providers: [
      ...(definition.providers ?? []),
      {
        provide: Class,
        useFactory: (source: EnvironmentSource) => loadForBoot(config, source, development),
        inject: [SOURCE],
      },
      ...aliases,
      ...configServiceView(Class),
    ],
    exports: [Class, ...ancestors, PRODUCTION_CONFIG, ConfigService],
  };
}

/** The class under which the configuration is injected. */
export function configClass(config: Type<BaseConfig> | BaseConfig): Type<BaseConfig> {
  return config instanceof BaseConfig ? (config.constructor as Type<BaseConfig>) : config;
}
