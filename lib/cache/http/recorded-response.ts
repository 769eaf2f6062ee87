import { ageOf } from './freshness.js';
import { type HeaderValue, type HttpResponse, words } from './http-message.js';

/** An answer as the cache keeps it. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: unknown;
  /** Milliseconds since 1970; earlier by the Age that the answer came with. */
  readonly storedAt: number;
}

/** What describes the body, and goes with it. Others belong to one answer, or are set for each of them. */
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'vary',
];

export function record(
  response: HttpResponse,
  body: unknown,
  more: readonly string[],
): RecordedResponse {
  const headers: Record<string, HeaderValue> = {};
  const all = response.getHeaders();
  for (const name of [...KEPT_HEADERS, ...more]) {
    const value = all[name];
    if (value !== undefined) headers[name] = value;
  }
  return { status: response.statusCode, headers, body, storedAt: Date.now() - ageOf(all) };
}

/** Whether it was recorded here: other code may write the same key of the cache. */
export function isRecorded(value: unknown): value is RecordedResponse {
  if (typeof value !== 'object' || value === null) return false;
  const { status, headers, storedAt } = value as Partial<RecordedResponse>;
  if (!Number.isInteger(status) || typeof storedAt !== 'number') return false;
  return typeof headers === 'object' && headers !== null;
}

/** The headers to replay. */
export function headersFor(
  response: HttpResponse,
  { headers }: RecordedResponse,
  vary: readonly string[],
): [name: string, value: HeaderValue][] {
  const { vary: own, ...others } = headers;
  return [...Object.entries(others), ...varyFor(response, [...words(own), ...vary])];
}

/** Vary of these names and of what middleware has said for this response; empty when there is none. */
export function varyFor(
  response: HttpResponse,
  names: readonly string[],
): [name: string, value: HeaderValue][] {
  if (names.length === 0) return [];
  const merged = new Set([...words(response.getHeaders()['vary']), ...names]);
  return [['vary', [...merged].join(', ')]];
}
