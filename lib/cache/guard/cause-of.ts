import { types } from 'node:util';

const CODE = /^[A-Z][A-Z0-9_]{2,}$/;
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
  // Redis puts its codes before its messages.
  const [word = ''] = first.message.split(' ');
  const code = 'code' in first && typeof first.code === 'string' ? first.code : word;
  if (CODE.test(code)) return code;
  return causeOf(first.cause) ?? nameOf(first);
}

function nameOf({ constructor: { name } }: Error): string | undefined {
  return NAME.test(name) && !GENERAL.has(name) ? name : undefined;
}
