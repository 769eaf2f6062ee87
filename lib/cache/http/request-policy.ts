import { type HttpRequest, secondsOf, words } from './http-message.js';
import type { RoutePolicy } from './route-policy.js';

/** `use`: answer from the cache if it can. `refresh`: run the handler and keep the new answer. `bypass`: neither. */
export type CacheUse = 'use' | 'refresh' | 'bypass';

/** Headers that make an answer somebody's own. */
const PERSONAL = ['authorization', 'cookie'];

/** What a request may have of the cache (RFC 9111, sections 3.5 and 5.2.1). */
export function requestPolicy({ method, headers }: HttpRequest, policy: RoutePolicy): CacheUse {
  if (method !== 'GET' || headers['range'] !== undefined) return 'bypass';
  const isPersonal = PERSONAL.some(
    (name) => headers[name] !== undefined && !policy.vary.includes(name),
  );
  if (isPersonal && policy.shared === undefined) return 'bypass';
  const directives = words(headers['cache-control']);
  if (directives.includes('no-store')) return 'bypass';
  const wantsNew = directives.includes('no-cache') || secondsOf(directives, 'max-age') === 0;
  const isOldStyle = directives.length === 0 && words(headers['pragma']).includes('no-cache');
  return wantsNew || isOldStyle ? 'refresh' : 'use';
}
