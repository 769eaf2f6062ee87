import type { LoggerService } from '@nestjs/common';

const nothing = () => undefined;

/** A logger that Nest takes for a working one, and that prints nothing. */
export const quietLogger: LoggerService = {
  log: nothing,
  error: nothing,
  warn: nothing,
  debug: nothing,
  verbose: nothing,
  fatal: nothing,
};
