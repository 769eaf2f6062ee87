import { CACHE_KEY_METADATA, CACHE_TTL_METADATA } from '@nestjs/cache-manager';
import type { ExecutionContext } from '@nestjs/common';
import { HEADERS_METADATA, VERSION_METADATA } from '@nestjs/common/constants.js';
import type { Reflector } from '@nestjs/core';
import { answersByItself } from '../../foundation/answers-by-itself.js';
import { CACHE_PUBLIC, type CachePublicOptions } from './cache-public.decorator.js';
import { CACHE_QUERY } from './cache-query.decorator.js';
import { CACHE_VARY } from './cache-vary.decorator.js';

type OfContext<T> = T | ((context: ExecutionContext) => T | Promise<T>);

/** What the decorators of a handler, or else of its class, say about caching its answers. */
export interface RoutePolicy {
  /** Class, handler and versions: which route a URL leads to may depend on the version that a header asks for. */
  readonly route: readonly unknown[];
  readonly shared: CachePublicOptions | undefined;
  readonly vary: readonly string[];
  /** Whether @Header sets Vary, before the handler runs. */
  readonly declaresVary: boolean;
  readonly query: readonly string[] | undefined;
  readonly key: OfContext<string> | undefined;
  readonly ttl: OfContext<number> | undefined;
}

/** undefined for a handler that answers by itself: with @Res() or @Next() of its own, @Sse(), @Render(). */
export function routePolicy(
  reflector: Reflector,
  context: ExecutionContext,
): RoutePolicy | undefined {
  if (answersByItself(context.getClass(), context.getHandler())) return undefined;
  const targets = [context.getHandler(), context.getClass()];
  return {
    route: routeOf(context),
    shared: reflector.getAllAndOverride(CACHE_PUBLIC, targets),
    vary: reflector.getAllAndOverride<string[] | undefined>(CACHE_VARY, targets) ?? [],
    declaresVary: declaresVary(context),
    query: reflector.getAllAndOverride(CACHE_QUERY, targets),
    key: reflector.get(CACHE_KEY_METADATA, context.getHandler()),
    ttl: reflector.getAllAndOverride(CACHE_TTL_METADATA, targets),
  };
}

function routeOf(context: ExecutionContext): unknown[] {
  const [handler, Class] = [context.getHandler(), context.getClass()];
  const versions = [Class, handler].map((target): unknown => {
    const version: unknown = Reflect.getMetadata(VERSION_METADATA, target);
    // VERSION_NEUTRAL, of which JSON makes null.
    return typeof version === 'symbol' ? String(version) : version;
  });
  return [Class.name, handler.name, ...versions];
}

function declaresVary(context: ExecutionContext): boolean {
  const headers: unknown = Reflect.getMetadata(HEADERS_METADATA, context.getHandler());
  return (
    Array.isArray(headers) &&
    headers.some(({ name }: { name: string }) => name.toLowerCase() === 'vary')
  );
}
