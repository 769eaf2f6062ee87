import { CACHE_KEY_METADATA, CACHE_TTL_METADATA } from '@nestjs/cache-manager';
import type { ExecutionContext } from '@nestjs/common';
import {
  RENDER_METADATA,
  RESPONSE_PASSTHROUGH_METADATA,
  ROUTE_ARGS_METADATA,
  SSE_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Reflector } from '@nestjs/core';
import { CACHE_PUBLIC, type CachePublicOptions } from './cache-public.decorator.js';
import { CACHE_QUERY } from './cache-query.decorator.js';
import { CACHE_VARY } from './cache-vary.decorator.js';

type OfContext<T> = T | ((context: ExecutionContext) => T | Promise<T>);

/** What the decorators of a handler, or else of its class, say about caching its answers. */
export interface RoutePolicy {
  readonly shared: CachePublicOptions | undefined;
  readonly vary: readonly string[];
  readonly query: readonly string[] | undefined;
  readonly key: OfContext<string> | undefined;
  readonly ttl: OfContext<number> | undefined;
}

/** undefined for a handler that answers by itself: with @Res() or @Next() of its own, @Sse(), @Render(). */
export function routePolicy(
  reflector: Reflector,
  context: ExecutionContext,
): RoutePolicy | undefined {
  if (answersByItself(context)) return undefined;
  const targets = [context.getHandler(), context.getClass()];
  return {
    shared: reflector.getAllAndOverride(CACHE_PUBLIC, targets),
    vary: reflector.getAllAndOverride<string[] | undefined>(CACHE_VARY, targets) ?? [],
    query: reflector.getAllAndOverride(CACHE_QUERY, targets),
    key: reflector.get(CACHE_KEY_METADATA, context.getHandler()),
    ttl: reflector.getAllAndOverride(CACHE_TTL_METADATA, targets),
  };
}

function answersByItself(context: ExecutionContext): boolean {
  const handler = context.getHandler();
  if (Reflect.hasMetadata(SSE_METADATA, handler)) return true;
  if (Reflect.hasMetadata(RENDER_METADATA, handler)) return true;
  const Class = context.getClass();
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, Class, handler.name) ??
    {}) as object;
  const kinds = Object.keys(parameters).map((key) => Number.parseInt(key, 10));
  const isResponse = (kind: number) =>
    kind === Number(RouteParamtypes.RESPONSE) || kind === Number(RouteParamtypes.NEXT);
  if (!kinds.some(isResponse)) return false;
  return Reflect.getMetadata(RESPONSE_PASSTHROUGH_METADATA, Class, handler.name) !== true;
}
