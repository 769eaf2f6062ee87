import { ProductionReadinessError } from './production-readiness.error.js';

/** Thrown while the application starts when a module of this library is imported in a way that cannot work. */
export class ModuleMisuseError extends ProductionReadinessError {
  override readonly name = 'ModuleMisuseError';

  static bareImport(module: string, call = 'forRoot()'): ModuleMisuseError {
    return new ModuleMisuseError(`${module} is imported without ${call}.`, {
      code: 'MODULE_BARE_IMPORT',
      hint: `Write imports: [${module}.${call}].`,
    });
  }

  static secondForRoot(times: number): ModuleMisuseError {
    return new ModuleMisuseError(
      `ProductionReadinessModule.forRoot() is imported ${times} times in one application.`,
      {
        code: 'MODULE_SECOND_FOR_ROOT',
        hint: 'Keep the one in the root module: it is global, other modules need no import.',
      },
    );
  }
}
