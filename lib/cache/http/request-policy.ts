import { type HttpRequest, secondsOf, words } from './http-message.js';
import { hasKey } from './response-key.js';
import type { RoutePolicy } from './route-policy.js';

/** `use`: answer from the cache if it can. `refresh`: run the handler and keep the new answer. `bypass`: neither. */
export type CacheUse = 'use' | 'refresh' | 'bypass';

/** Headers that make an answer somebody's own. */
const PERSONAL = ['authorization', 'cookie'];
/** Headers that tell whom a request is from. Any other by which answers vary, such as accept-language, does not. */
const IDENTIFYING = [...PERSONAL, 'x-api-key'];

/** What a request may have of the cache (RFC 9111, sections 3.5 and 5.2.1). */
export function requestPolicy(request: HttpRequest, policy: RoutePolicy): CacheUse {
  const { method, headers } = request;
  if (method !== 'GET' || headers['range'] !== undefined) return 'bypass';
  if (hasBody(request) || !hasKey(request, policy)) return 'bypass';
  if (policy.shared === undefined && isPersonal(request, policy.vary)) return 'bypass';
  const directives = words(headers['cache-control']);
  if (directives.includes('no-store')) return 'bypass';
  const wantsNew = directives.includes('no-cache') || secondsOf(directives, 'max-age') === 0;
  const isOldStyle = directives.length === 0 && words(headers['pragma']).includes('no-cache');
  return wantsNew || isOldStyle ? 'refresh' : 'use';
}

/** No key knows of a body (RFC 9112, section 6.3). */
function hasBody({ headers }: HttpRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether the answer may depend on whom the request is from, beyond the headers of which each value has its own answer. */
function isPersonal(request: HttpRequest, vary: readonly string[]): boolean {
  const carried = (names: string[]) => names.filter((name) => request.headers[name] !== undefined);
  const isVaried = (name: string) => vary.includes(name);
  if (!carried(PERSONAL).every(isVaried)) return true;
  if (!hasUser(request)) return false;
  const sources = carried(IDENTIFYING);
  return sources.length === 0 || !sources.every(isVaried);
}

function hasUser({ user, raw }: HttpRequest): boolean {
  return Boolean(user) || Boolean(raw?.user);
}
