import { isNativeError } from 'node:util/types';
import { errorCode } from './error-code.js';

/** What may be told of an error whose message may hold a secret: its name and its code. */
export function nameOfError(error: unknown): string {
  const name = isNativeError(error) ? error.name : 'what is no Error';
  const code = errorCode(error);
  return code === undefined ? name : `${name} (${code})`;
}
