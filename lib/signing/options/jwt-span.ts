import { SigningError } from '../signing.error.js';

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'y';

/** Seconds, or a text such as `15m`: s, m, h, d, w and y are seconds, minutes, hours, days, weeks and years. */
export type JwtSpan = number | `${number}${Unit}`;

const SPAN = /^\d+(\.\d+)?[smhdwy]$/;

/**
 * At boot what jsonwebtoken says at the first login. Digits alone are refused as a text: it would take them for
 * milliseconds.
 */
export function checkedSpan(name: string, span: JwtSpan): JwtSpan {
  const right = typeof span === 'number' ? Number.isSafeInteger(span) && span > 0 : SPAN.test(span);
  if (right) return span;
  throw new SigningError(`${name} of the tokens is no span of time.`, {
    code: 'SIGNING_SECONDS',
    hint: "Give whole seconds as a number, or a text such as '15m', '12h' or '30d'.",
  });
}
