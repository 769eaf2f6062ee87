import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/** Thrown when an application that forRoot({ build: true }) built without secrets reads one of them, or is to run. */
export class BuildOnlyError extends ProductionReadinessError {
  override readonly name = 'BuildOnlyError';

  static secretRead(setting: string): BuildOnlyError {
    return new BuildOnlyError(`${setting} was read, but forRoot({ build: true }) has no secrets.`, {
      code: 'BUILD_HAS_NO_SECRETS',
      hint: 'Read it when it is needed, in a method or in onModuleInit, not in a constructor or a factory.',
    });
  }

  static started(): BuildOnlyError {
    return new BuildOnlyError(
      'An application that forRoot({ build: true }) has built cannot run.',
      {
        code: 'BUILD_CANNOT_RUN',
        hint: 'Leave build out of what is deployed: let a variable that only the build sets decide, and call neither init() nor listen() there.',
      },
    );
  }
}
