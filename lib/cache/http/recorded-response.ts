import type { HttpResponse } from './http-message.js';

/** An answer as the cache keeps it. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[]>>;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** What describes the body, and goes with it. Others belong to one answer, or are set for each of them. */
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
];

export function record(
  response: HttpResponse,
  body: unknown,
  more: readonly string[],
): RecordedResponse {
  const headers: Record<string, number | string | string[]> = {};
  const all = response.getHeaders();
  for (const name of [...KEPT_HEADERS, ...more]) {
    const value = all[name];
    if (value !== undefined) headers[name] = value;
  }
  return { status: response.statusCode, headers, body, storedAt: Date.now() };
}
