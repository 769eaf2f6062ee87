import { StreamableFile } from '@nestjs/common';
import { type HttpResponse, secondsOf, words } from './http-message.js';

/** Statuses that may be kept without being told so (RFC 9110, section 15.1), as far as a handler returns them. */
const STATUSES = [200, 203, 204, 404, 410];
const NOT_KEPT = ['no-store', 'private', 'no-cache'];

/** Headers as they were before the handler ran: middleware sets them again for each request. */
export interface HeadersBefore {
  readonly vary: readonly string[];
}

export function headersBefore(response: HttpResponse): HeadersBefore {
  return { vary: words(response.getHeaders()['vary']) };
}

/** How long an answer may be kept, in milliseconds; undefined when it may not, Infinity when it does not say. */
export function storableFor(
  response: HttpResponse,
  body: unknown,
  before: HeadersBefore,
  vary: readonly string[],
): number | undefined {
  if (!STATUSES.includes(response.statusCode) || isStream(body)) return undefined;
  const headers = response.getHeaders();
  if (headers['set-cookie'] !== undefined) return undefined;
  const isVaried = (name: string) => before.vary.includes(name) || vary.includes(name);
  if (!words(headers['vary']).every(isVaried)) return undefined;
  const directives = words(headers['cache-control']);
  if (directives.some((word) => NOT_KEPT.includes(word.split('=')[0] ?? ''))) return undefined;
  const seconds = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age');
  if (seconds === undefined) return Infinity;
  return seconds > 0 ? seconds * 1000 : undefined;
}

function isStream(body: unknown): boolean {
  if (body instanceof StreamableFile) return true;
  return typeof body === 'object' && body !== null && ('pipe' in body || 'getReader' in body);
}
