import { types } from 'node:util';

const CODE = /^[A-Z][A-Z0-9_]{2,}$/;
/** Servers put their codes before their messages; with digits in it, a word could be anything. */
const WORD = /^[A-Z_]{3,}$/;
const NAME = /^[A-Za-z]+Error$/;
/** Names that tell nothing. */
const GENERAL = new Set(['Error', 'TypeError', 'AggregateError', 'SimpleError']);

/**
 * The code of what a client or server reports, such as ECONNREFUSED or WRONGPASS, or the name of its class, for a line of
 * the log; never its message, which may hold more than may be logged.
 */
export function causeOf(error: unknown): string | undefined {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!types.isNativeError(first)) return undefined;
  return codeOf(first) ?? causeOf(first.cause) ?? nameOf(first);
}

function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string' && CODE.test(error.code)) return error.code;
  const [word = ''] = error.message.split(' ');
  return WORD.test(word) ? word : undefined;
}

function nameOf({ constructor: { name } }: Error): string | undefined {
  return NAME.test(name) && !GENERAL.has(name) ? name : undefined;
}
