import { type DynamicModule, Inject, Module, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ProductionCacheModule } from './cache/production-cache.module.js';
import type { BaseConfig } from './config/base-config.js';
import { ProductionConfig } from './config/production-config.js';
import { ProductionConfigModule } from './config/production-config.module.js';
import { configClass } from './config/production-config.module-definition.js';
import { checkImport, type ModuleImport } from './foundation/module-import.js';
import { PaginationModule } from './pagination/pagination.module.js';
import {
  buildSigning,
  cacheOptions,
  paginationOptions,
  signingOptions,
  type Features,
  type ProductionReadinessAsyncOptions,
  type ProductionReadinessOptions,
} from './production-readiness.options.js';
import { SigningModule } from './signing/signing.module.js';

const IMPORT = Symbol('import of ProductionReadinessModule');

/**
 * Everything in one import: the configuration, the cache, pagination and the key ring made from it. Global unless `isGlobal` is
 * false. What cannot be right in production stops the boot.
 */
@Module({})
export class ProductionReadinessModule {
  constructor(modules: ModulesContainer, @Optional() @Inject(IMPORT) own?: ModuleImport) {
    checkImport('ProductionReadinessModule', IMPORT, own, modules);
  }

  /** The configuration comes from process.env, or from `env`. */
  static forRoot(options: ProductionReadinessOptions = {}): DynamicModule {
    const { env, config, development, build, scrubEnv } = options;
    const source = { env, config, development, build, scrubEnv, isGlobal: false };
    return assemble(ProductionConfigModule.forRoot(source), options);
  }

  /** The configuration comes from the `{ env }` that a factory with injected dependencies returns. */
  static forRootAsync(options: ProductionReadinessAsyncOptions): DynamicModule {
    const source = { ...options, isGlobal: false };
    return assemble(ProductionConfigModule.forRootAsync(source), options);
  }
}

function assemble(
  config: DynamicModule,
  options: Features & Pick<ProductionReadinessOptions, 'config' | 'isGlobal' | 'build'>,
): DynamicModule {
  const { cache = true, pagination = true, signing = true, isGlobal = true } = options;
  const cacheFrom = (from: BaseConfig) =>
    cacheOptions(from, typeof cache === 'object' ? cache : {});
  const signingFrom = (from: BaseConfig) =>
    options.build
      ? buildSigning()
      : signingOptions(from, typeof signing === 'object' ? signing : {});
  const paginationFrom = (from: BaseConfig) =>
    paginationOptions(from, typeof pagination === 'object' ? pagination : {});
  const Class = configClass(options.config ?? ProductionConfig);
  const keys = signing === false ? [] : [SigningModule.forRootAsync(madeFrom(signingFrom))];
  const features = [
    config,
    ...(cache === false ? [] : [ProductionCacheModule.forRootAsync(madeFrom(cacheFrom))]),
    ...(pagination === false
      ? []
      : [PaginationModule.forRootAsync(madeFrom(paginationFrom, keys))]),
    ...keys,
  ];
  return {
    module: ProductionReadinessModule,
    global: isGlobal,
    imports: features,
    exports: features,
    providers: [{ provide: IMPORT, useValue: { exclusive: true } satisfies ModuleImport }],
  };

  function madeFrom<Options>(
    useFactory: (config: BaseConfig) => Options,
    beside: readonly DynamicModule[] = [],
  ) {
    return { imports: [config, ...beside], inject: [Class], useFactory, isGlobal: false };
  }
}
