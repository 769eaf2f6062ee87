import { Logger } from '@nestjs/common';
import type { ProductionReadinessError } from './production-readiness.error.js';

/** Reads whether Nest will show an error; `isLevelEnabled` alone does not know `logger: false` in NestJS 11. */
class NestLogger extends Logger {
  static showsErrors(): boolean {
    return this.staticInstanceRef !== undefined && this.isLevelEnabled('error');
  }
}

/**
 * Throws an error that stops the boot. It is shown exactly once: by Nest's exception handler, or on
 * stderr when the application has turned Nest's logger off; in both cases without a stack.
 */
export function refuseToStart(error: ProductionReadinessError): never {
  error.stack = error.message;
  if (!NestLogger.showsErrors()) process.stderr.write(`${error.message}\n`);
  throw error;
}
