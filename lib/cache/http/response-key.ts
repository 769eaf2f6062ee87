import { createHash } from 'node:crypto';
import type { HttpRequest } from './http-message.js';
import type { RoutePolicy } from './route-policy.js';

const LONGEST = 200;

/** The key of the answer to a request; what a header holds stands in it as a hash only. */
export function responseKey(request: HttpRequest, policy: RoutePolicy, chosen?: string): string {
  const varied = policy.vary.map((name) => request.headers[name] ?? null);
  const vary = varied.length === 0 ? '' : `#${hashOf(JSON.stringify(varied))}`;
  if (chosen !== undefined) return chosen + vary;
  const host = policy.shared?.anyHost ? '*' : (request.headers['host'] ?? '');
  const key = `http:GET:${JSON.stringify([host, target(request, policy.query)])}${vary}`;
  return key.length > LONGEST ? `http:GET#${hashOf(key)}` : key;
}

/** Path and query, the names in order; repeated ones stay as they are sent. */
function target({ originalUrl, url }: HttpRequest, names: readonly string[] | undefined): string {
  const [path = '', query = ''] = (originalUrl ?? url).split(/\?(.*)/s);
  const parameters = [...new URLSearchParams(query)];
  const counted = parameters.filter(([name]) => names?.includes(name) ?? true);
  const sorted = new URLSearchParams(counted);
  sorted.sort();
  return `${path}?${sorted.toString()}`;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
