import { ConsoleLogger, Logger } from '@nestjs/common';
import type { ProductionReadinessError } from './production-readiness.error.js';

/** Knows whether Nest will show an error: Logger.isLevelEnabled alone is wrong for `logger: false` or no levels in NestJS 11. */
class NestLogger extends Logger {
  static showsErrors(): boolean {
    const logger = this.staticInstanceRef;
    if (logger === undefined) return false;
    if (logger instanceof ConsoleLogger) return logger.isLevelEnabled('error');
    return this.logLevels === undefined || this.isLevelEnabled('error');
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
