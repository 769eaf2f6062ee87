import { type HttpResponse, secondsOf, words } from './http-message.js';

type Headers = ReturnType<HttpResponse['getHeaders']>;

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const NEVER_STALE = ['must-revalidate', 'proxy-revalidate', 's-maxage'];

/** For how many milliseconds more an answer is fresh; Infinity when it does not say (RFC 9111, section 4.2). */
export function freshFor(headers: Headers): number {
  const directives = words(headers['cache-control']);
  const seconds = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age');
  // What is no number counts as none.
  if (seconds !== undefined) return (seconds || 0) * 1000 - ageOf(headers);
  const { expires } = headers;
  return expires === undefined ? Infinity : untilDate(String(expires));
}

/** The age in milliseconds that an answer had when it came from elsewhere. */
export function ageOf({ age }: Headers): number {
  return /^\d+$/.test(String(age)) ? Number(age) * 1000 : 0;
}

/** Whether an answer must not be served past its time, not even in place of an error (RFC 9111, section 5.2.2). */
export function forbidsStale(headers: Headers): boolean {
  const directives = words(headers['cache-control']);
  return directives.some((word) => NEVER_STALE.includes(word.split('=')[0] ?? ''));
}

/** What is no date has passed: `Expires: 0`. */
function untilDate(date: string): number {
  return HTTP_DATE.test(date) ? Date.parse(date) - Date.now() : 0;
}
