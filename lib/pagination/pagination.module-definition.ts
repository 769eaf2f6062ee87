import { ConfigurableModuleBuilder } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { ModuleImport } from '../foundation/module-import.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import { KeyRing } from '../signing/key-ring.js';
import { CURSOR_PURPOSE, CursorCodec } from './cursor/cursor-codec.js';
import { LinkHeaderInterceptor } from './answer/link-header.interceptor.js';
import { PaginationMisusePass } from './misuse/pagination-misuse.pass.js';
import { PaginationOpenApiPass } from './openapi/pagination-openapi.pass.js';
import { PaginationOptionsError } from './pagination-options.error.js';
import { PaginationOptions } from './pagination.options.js';

/** Token of what was given to forRoot(), before it is checked. */
const GIVEN_OPTIONS = Symbol('options of PaginationModule');

/** Token of the mark of each import. */
export const IMPORT = Symbol('import of PaginationModule');

export const { ConfigurableModuleClass, OPTIONS_TYPE } = new ConfigurableModuleBuilder<
  Partial<PaginationOptions>
>({
  optionsInjectionToken: GIVEN_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
    ...definition,
    global: isGlobal,
    providers: [
      ...(definition.providers ?? []),
      { provide: IMPORT, useValue: { exclusive: isGlobal } satisfies ModuleImport },
      { provide: PaginationOptions, useFactory: checkedOptions, inject: [GIVEN_OPTIONS] },
      {
        provide: CursorCodec,
        useFactory: cursorCodec,
        inject: [{ token: KeyRing, optional: true }],
      },
      { provide: APP_INTERCEPTOR, useClass: LinkHeaderInterceptor },
      PaginationMisusePass,
      PaginationOpenApiPass,
    ],
    exports: [PaginationOptions, CursorCodec],
  }))
  .build();

function checkedOptions(options: Partial<PaginationOptions>): PaginationOptions {
  try {
    return PaginationOptions.from(options);
  } catch (error) {
    if (error instanceof PaginationOptionsError) refuseToStart(error);
    throw error;
  }
}

/** Undefined without a KeyRing, which only routes with a key need. */
function cursorCodec(ring: KeyRing | undefined): CursorCodec | undefined {
  return ring && new CursorCodec(ring.derive(CURSOR_PURPOSE));
}
