import { inspect } from 'node:util';

/** What an error of this library is made of, beside the sentence that says what was found. */
export interface ErrorDetails {
  /** Stable name of the error, in capitals: `CONFIG_INVALID`. */
  code: string;
  /** What to do about it, as one or more sentences. */
  hint: string;
  cause?: unknown;
}

/** Base of every error that the library throws on its own account: a stable `code`, and a message that ends with what to do. */
export class ProductionReadinessError extends Error {
  override readonly name: string = 'ProductionReadinessError';
  readonly code: string;
  /** The end of the message; not enumerable, so that loggers print it once. */
  declare readonly hint: string;

  constructor(found: string, { code, hint, cause }: ErrorDetails) {
    super(`${found}\n${hint}`, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.defineProperty(this, 'hint', { value: hint });
  }

  /** An operator's error is shown as its message: `refuseToStart` has already dropped the stack. */
  [inspect.custom](): string {
    return this.stack ?? this.message;
  }
}
