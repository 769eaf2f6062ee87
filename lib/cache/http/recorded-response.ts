import { type HeaderValue, type HttpResponse, words } from './http-message.js';

/** An answer as the cache keeps it. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: unknown;
  /** Milliseconds since 1970. */
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
  return { status: response.statusCode, headers, body, storedAt: Date.now() };
}

/** Whether it was recorded here: other code may write the same key of the cache. */
export function isRecorded(value: unknown): value is RecordedResponse {
  if (typeof value !== 'object' || value === null) return false;
  const { status, headers, storedAt } = value as Partial<RecordedResponse>;
  if (!Number.isInteger(status) || typeof storedAt !== 'number') return false;
  return typeof headers === 'object' && headers !== null;
}

/** The headers to replay. Vary keeps what middleware has said for the response that they go to. */
export function headersFor(
  response: HttpResponse,
  { headers }: RecordedResponse,
): [name: string, value: HeaderValue][] {
  const { vary, ...others } = headers;
  const all = Object.entries(others);
  if (vary === undefined) return all;
  const merged = new Set([...words(response.getHeaders()['vary']), ...words(vary)]);
  return [...all, ['vary', [...merged].join(', ')]];
}
