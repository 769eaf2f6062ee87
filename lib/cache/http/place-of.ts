import type { ExecutionContext } from '@nestjs/common';
import type { HttpRequest } from './http-message.js';
import type { Place } from './kept-answers.js';
import { responseKey } from './response-key.js';
import type { RoutePolicy } from './route-policy.js';

/** Where the answer to a request is kept; undefined where @CacheKey gives no key. Rejects with what its factories throw. */
export async function placeOf(
  context: ExecutionContext,
  policy: RoutePolicy,
): Promise<Place | undefined> {
  const chosen = typeof policy.key === 'function' ? await policy.key(context) : policy.key;
  if (policy.key !== undefined && !chosen) return undefined;
  const ttl = typeof policy.ttl === 'function' ? await policy.ttl(context) : policy.ttl;
  const request = context.switchToHttp().getRequest<HttpRequest>();
  const key = responseKey(request, policy, chosen);
  return { route: routeOf(context), key, ttl: ttl ?? undefined };
}

/** Class and method of the handler, for the log. */
export function routeOf(context: ExecutionContext): string {
  return `${context.getClass().name}.${context.getHandler().name}`;
}
