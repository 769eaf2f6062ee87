import { createHash } from 'node:crypto';
import type { HttpRequest } from './http-message.js';
import type { RoutePolicy } from './route-policy.js';

const LONGEST = 200;

/** The key of the answer to a request; what a header holds stands in it as a hash only. */
export function responseKey(request: HttpRequest, policy: RoutePolicy, chosen?: string): string {
  const varied = policy.vary.map((name) => request.headers[name] ?? null);
  const vary = varied.length === 0 ? '' : `#${hashOf(JSON.stringify(varied))}`;
  if (chosen !== undefined) return chosen + vary;
  const origin = policy.shared?.anyHost ? ['*'] : originOf(request);
  const key = `http:GET:${JSON.stringify([...origin, target(request, policy.query)])}${vary}`;
  return key.length > LONGEST ? `http:GET#${hashOf(key)}` : key;
}

/** The host that was asked, with what a proxy says of it: an application behind one may take that for the host. */
function originOf({ headers }: HttpRequest): unknown[] {
  const forwarded = [headers['x-forwarded-host'], headers['x-forwarded-proto']];
  const isForwarded = forwarded.some((value) => value !== undefined);
  return [headers['host'] ?? '', ...(isForwarded ? [forwarded] : [])];
}

/** Path and query, the names in order; repeated ones stay as they are sent. */
function target({ originalUrl, url }: HttpRequest, names: readonly string[] | undefined): string {
  const [path = '', query = ''] = (originalUrl ?? url).split(/\?(.*)/s);
  // Compared as they are sent: decoding makes one text of different bytes that are no UTF-8.
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const counted = parameters.filter((parameter) => names?.includes(decodedName(parameter)) ?? true);
  return `${path}?${counted.toSorted(byName).join('&')}`;
}

function decodedName(parameter: string): string {
  const [name = ''] = new URLSearchParams(parameter).keys();
  return name;
}

function byName(one: string, other: string): number {
  const [name = ''] = one.split('=');
  const [otherName = ''] = other.split('=');
  return name < otherName ? -1 : Number(name > otherName);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
