import {
  ConfigurableModuleBuilder,
  type DynamicModule,
  type FactoryProvider,
  type Provider,
  type ValueProvider,
} from '@nestjs/common';
import type { ModuleImport } from '../foundation/module-import.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import { KeyRing } from './key-ring.js';
import { SigningError } from './signing.error.js';
import type { SigningOptions } from './signing.options.js';

/** Token under which the builder would keep what forRoot() was given. */
const GIVEN_OPTIONS = Symbol('options of SigningModule');

/** Token of the mark of each import. */
export const IMPORT = Symbol('import of SigningModule');

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<SigningOptions>({
  optionsInjectionToken: GIVEN_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => withKeyRing(definition, isGlobal))
  .build();

function withKeyRing(definition: DynamicModule, isGlobal: boolean): DynamicModule {
  return {
    ...definition,
    global: isGlobal,
    providers: [
      ...(definition.providers ?? []).map(asKeyRing),
      { provide: IMPORT, useValue: { exclusive: isGlobal } satisfies ModuleImport },
    ],
    exports: [KeyRing],
  };
}

/** In place of the options, so that nothing that prints Nest's container prints a secret. */
function asKeyRing(provider: Provider): Provider {
  if (!('provide' in provider) || provider.provide !== GIVEN_OPTIONS) return provider;
  if ('useValue' in provider) {
    const { useValue } = provider as ValueProvider<SigningOptions>;
    return { provide: KeyRing, useFactory: () => createOrRefuse(useValue) };
  }
  const { useFactory, inject } = provider as FactoryProvider<SigningOptions>;
  return {
    provide: KeyRing,
    inject,
    useFactory: async (...dependencies: unknown[]) =>
      createOrRefuse(await useFactory(...dependencies)),
  };
}

function createOrRefuse(options: SigningOptions): KeyRing {
  try {
    return new KeyRing(options);
  } catch (error) {
    if (error instanceof SigningError) refuseToStart(error);
    throw error;
  }
}
