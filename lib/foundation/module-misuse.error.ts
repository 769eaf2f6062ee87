import { ProductionReadinessError } from './production-readiness.error.js';

/** Thrown while the application starts when a module of this library is imported in a way that cannot work. */
export class ModuleMisuseError extends ProductionReadinessError {
  override readonly name = 'ModuleMisuseError';

  static bareImport(module: string): ModuleMisuseError {
    return new ModuleMisuseError(`${module} is imported without forRoot().`, {
      code: 'MODULE_BARE_IMPORT',
      hint: `Write imports: [${module}.forRoot()].`,
    });
  }

  static secondImport(module: string, times: number): ModuleMisuseError {
    return new ModuleMisuseError(
      `${module}.forRoot() is imported ${times} times in one application.`,
      {
        code: 'MODULE_SECOND_IMPORT',
        hint: 'Keep one of them, in the root module: unless isGlobal is false, the others need no import.',
      },
    );
  }
}
