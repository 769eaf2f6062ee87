import { CACHE_KEY_METADATA, CACHE_TTL_METADATA } from '@nestjs/cache-manager';
import type { ExecutionContext } from '@nestjs/common';
import { HEADERS_METADATA, REDIRECT_METADATA } from '@nestjs/common/constants.js';
import type { Reflector } from '@nestjs/core';
import { answersByItself } from '../../foundation/answers-by-itself.js';
import { routeIdentity } from '../../foundation/route-identity.js';
import { CACHE_PUBLIC, type CachePublicOptions } from './cache-public.decorator.js';
import { CACHE_QUERY } from './cache-query.decorator.js';
import { CACHE_VARY } from './cache-vary.decorator.js';

type OfContext<T> = T | ((context: ExecutionContext) => T | Promise<T>);

/** What the decorators of a handler, or else of its class, say about caching its answers. */
export interface RoutePolicy {
  /** Which route a URL leads to may depend on the version that a header asks for. */
  readonly route: readonly string[];
  readonly shared: CachePublicOptions | undefined;
  readonly vary: readonly string[];
  /** Whether @Header sets Vary, before the handler runs. */
  readonly declaresVary: boolean;
  readonly query: readonly string[] | undefined;
  /** Without a text for a request there is no place for its answer. */
  readonly key: OfContext<string | undefined>;
  readonly ttl: OfContext<number | null | undefined>;
}

/** undefined for a handler that answers by itself: with @Res() or @Next() of its own, @Sse(), @Render(). */
export function routePolicy(
  reflector: Reflector,
  context: ExecutionContext,
): RoutePolicy | undefined {
  const [handler, classRef] = [context.getHandler(), context.getClass()];
  if (answersByItself(classRef, handler)) return undefined;
  // Nest sets the status of a redirect after all interceptors.
  if (Reflect.hasMetadata(REDIRECT_METADATA, handler)) return undefined;
  const targets = [handler, classRef];
  return {
    route: routeIdentity(classRef, handler),
    shared: reflector.getAllAndOverride(CACHE_PUBLIC, targets),
    vary: reflector.getAllAndOverride<string[] | undefined>(CACHE_VARY, targets) ?? [],
    declaresVary: declaresVary(context),
    query: reflector.getAllAndOverride(CACHE_QUERY, targets),
    key: reflector.get(CACHE_KEY_METADATA, handler),
    ttl: reflector.getAllAndOverride(CACHE_TTL_METADATA, targets),
  };
}

function declaresVary(context: ExecutionContext): boolean {
  const headers: unknown = Reflect.getMetadata(HEADERS_METADATA, context.getHandler());
  return (
    Array.isArray(headers) &&
    headers.some(({ name }: { name: string }) => name.toLowerCase() === 'vary')
  );
}
