import { StreamableFile } from '@nestjs/common';
import { freshFor } from './freshness.js';
import { type HttpResponse, words } from './http-message.js';
import type { RoutePolicy } from './route-policy.js';

/** Statuses that may be kept without being told so (RFC 9110, section 15.1), as far as a handler returns them. */
const STATUSES = [200, 203, 204, 404, 410];
const NOT_KEPT = ['no-store', 'private', 'no-cache'];

/** What middleware for CORS and compression varies by: it does so anew for each request, outside of what is kept. */
const VARIED_BY_MIDDLEWARE = ['origin', 'accept-encoding'];

/** Headers as middleware has set them before the handler ran. */
export interface HeadersBefore {
  readonly vary: readonly string[];
}

export function headersBefore(
  response: HttpResponse,
  { declaresVary }: RoutePolicy,
): HeadersBefore {
  return { vary: declaresVary ? [] : words(response.getHeaders()['vary']) };
}

/** How long an answer may be kept, in milliseconds; undefined when it may not, Infinity when it does not say. */
export function storableFor(
  response: HttpResponse,
  body: unknown,
  before: HeadersBefore,
  vary: readonly string[],
): number | undefined {
  if (!STATUSES.includes(response.statusCode) || isStream(body)) return undefined;
  if (vary.includes('*')) return undefined;
  const headers = response.getHeaders();
  if (headers['set-cookie'] !== undefined) return undefined;
  if (!isCovered(headers, before, vary)) return undefined;
  const directives = words(headers['cache-control']);
  if (directives.some((word) => NOT_KEPT.includes(word.split('=')[0] ?? ''))) return undefined;
  const limit = freshFor(headers);
  return limit > 0 ? limit : undefined;
}

/** Whether each header that the answer varies by has answers of its own for each value, or is no matter of what is kept. */
function isCovered(
  headers: ReturnType<HttpResponse['getHeaders']>,
  before: HeadersBefore,
  vary: readonly string[],
): boolean {
  const isEncoded = headers['content-encoding'] !== undefined;
  return words(headers['vary']).every((name) => {
    if (name === '*') return false;
    if (vary.includes(name)) return true;
    // A handler that encodes its answer itself may mean the Vary that is already there.
    if (name === 'accept-encoding' && isEncoded) return false;
    return VARIED_BY_MIDDLEWARE.includes(name) && before.vary.includes(name);
  });
}

/** Also what Nest itself streams: anything to iterate asynchronously, and a Response of whatever fetch. */
function isStream(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if (body instanceof StreamableFile || Symbol.asyncIterator in body) return true;
  if (Object.prototype.toString.call(body) === '[object Response]') return true;
  return 'pipe' in body || 'getReader' in body;
}
