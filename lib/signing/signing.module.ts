import { Inject, Module, Optional } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { checkImport, type ModuleImport } from '../foundation/module-import.js';
import { ConfigurableModuleClass, IMPORT } from './signing.module-definition.js';

/** KeyRing, made from one secret and its predecessors. Global unless `isGlobal` is false. */
@Module({})
export class SigningModule extends ConfigurableModuleClass {
  constructor(modules: ModulesContainer, @Optional() @Inject(IMPORT) own?: ModuleImport) {
    super();
    checkImport('SigningModule', IMPORT, own, modules);
  }
}
