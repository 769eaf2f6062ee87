import { createHash } from 'node:crypto';
import type { HttpRequest } from './http-message.js';
import type { RoutePolicy } from './route-policy.js';

const LONGEST = 200;
/** Parsers stop at the 1000th parameter, empty ones included. */
const MOST_PARAMETERS = 100;

/** Whether a request tells all that tells its answer from others. */
export function hasKey(request: HttpRequest, { key, shared }: RoutePolicy): boolean {
  if (key !== undefined) return true;
  return isReadWhole(request) && (shared?.anyHost === true || hostOf(request) !== undefined);
}

/** Whether the application reads all of the URL: it must not stop where the key goes on. */
function isReadWhole(request: HttpRequest): boolean {
  return urlsOf(request).every(
    (url) => !url.includes('#') && url.split('&', MOST_PARAMETERS + 1).length <= MOST_PARAMETERS,
  );
}

/** The one that was sent, and the one that is routed by where middleware has rewritten it. */
function urlsOf({ originalUrl, url }: HttpRequest): string[] {
  return originalUrl === undefined || originalUrl === url ? [url] : [originalUrl, url];
}

/** The key of the answer to a request; what a header holds stands in it as a hash only. */
export function responseKey(request: HttpRequest, policy: RoutePolicy, chosen?: string): string {
  const varied = policy.vary.map((name) => request.headers[name] ?? null);
  const vary = varied.length === 0 ? '' : `#${hashOf(JSON.stringify(varied))}`;
  if (chosen !== undefined) return `http:${chosen}${vary}`;
  const origin = policy.shared?.anyHost ? ['*'] : originOf(request);
  const targets = urlsOf(request).map((url) => target(url, policy.query));
  const parts = [policy.route, ...origin, ...targets];
  // No chosen key may begin like these: @CacheKey may take its key from the request.
  const key = `http/GET:${JSON.stringify(parts)}${vary}`;
  return key.length > LONGEST ? `http/GET#${hashOf(key)}` : key;
}

/** The host that was asked, with what a proxy says of it: an application behind one may take that for the host. */
function originOf(request: HttpRequest): unknown[] {
  const { headers } = request;
  const forwarded = [headers['x-forwarded-host'], headers['x-forwarded-proto']];
  const isForwarded = forwarded.some((value) => value !== undefined);
  return [hostOf(request), ...(isForwarded ? [forwarded] : [])];
}

/** HTTP/2 has a name of its own for Host. */
function hostOf({ headers }: HttpRequest): HttpRequest['headers'][string] {
  return headers['host'] ?? headers[':authority'];
}

/** Path and query, the names in order; repeated ones stay as they are sent. */
function target(url: string, names: readonly string[] | undefined): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const counted = names?.map(stem);
  // Values are compared as they are sent: decoding makes one text of different bytes that are no UTF-8.
  const parameters = query
    .split('&')
    .map((text) => ({ text, name: stem(decodedName(text)) }))
    .filter(({ name }) => counted?.includes(name) ?? true)
    .toSorted((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)));
  return `${path}?${parameters.map(({ text }) => text).join('&')}`;
}

function decodedName(parameter: string): string {
  const [name = ''] = new URLSearchParams(parameter).keys();
  return name;
}

/** The name under which Express's extended parser puts a parameter: `filter` of `filter[c]`, and also of `[filter]`. */
function stem(name: string): string {
  return name.split(/[[\]]/).find((part) => part !== '') ?? '';
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
