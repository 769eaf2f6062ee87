import { CACHE_MANAGER, Cache } from '@nestjs/cache-manager';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import type { HttpRequest, HttpResponse } from './http-message.js';
import { record, type RecordedResponse } from './recorded-response.js';
import { requestPolicy } from './request-policy.js';
import { responseKey } from './response-key.js';
import { headersBefore, storableFor } from './response-policy.js';
import { routePolicy, type RoutePolicy } from './route-policy.js';

/** One request on its way through the interceptor. */
interface Exchange {
  readonly context: ExecutionContext;
  readonly next: CallHandler;
  readonly policy: RoutePolicy;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** What the handler of this very request returned. */
interface Own {
  body?: { readonly value: unknown };
}

/**
 * Answers GET requests from the cache, and never with what belongs to somebody else: requests with Authorization or Cookie
 * go past it unless @CachePublic or @CacheVary says otherwise. Honours Cache-Control (RFC 9111); sets Age and X-Cache.
 */
@Injectable()
export class SafeCacheInterceptor implements NestInterceptor {
  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    private readonly reflector: Reflector,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Headers to keep beside those that describe a body; small letters. A subclass may add its own. */
  protected readonly keptHeaders: readonly string[] = [];

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const policy = routePolicy(this.reflector, context);
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const use = policy === undefined ? 'bypass' : requestPolicy(request, policy);
    if (policy === undefined || use === 'bypass') return next.handle();
    const exchange = { context, next, policy, request, response: http.getResponse<HttpResponse>() };
    return defer(() => this.answer(exchange, use === 'refresh'));
  }

  private async answer(exchange: Exchange, isRefresh: boolean): Promise<unknown> {
    const { context, policy, request } = exchange;
    const chosen = typeof policy.key === 'function' ? await policy.key(context) : policy.key;
    const key = responseKey(request, policy, chosen);
    const ttl = typeof policy.ttl === 'function' ? await policy.ttl(context) : policy.ttl;
    const own: Own = {};
    const recorded = isRefresh
      ? await this.refresh(key, exchange, ttl, own)
      : await this.load(key, exchange, ttl, own);
    if (own.body !== undefined) return own.body.value;
    // Another request's answer that was not to be shared: this one gets its own.
    if (recorded === undefined) return lastValueFrom(exchange.next.handle(), NOTHING);
    return this.replay(exchange, recorded);
  }

  private async load(key: string, exchange: Exchange, ttl: number | undefined, own: Own) {
    let limit = Infinity;
    const run = async () => {
      const ran = await this.run(exchange, own);
      limit = ran?.limit ?? limit;
      return ran?.recorded;
    };
    try {
      return await this.cache.wrap(key, run, () => shortest(ttl, limit) as number);
    } catch (error) {
      if (error instanceof HandlerFailure) throw error.cause;
      // The cache itself failed, before or after the handler ran.
      if (own.body === undefined) await this.run(exchange, own);
      return undefined;
    }
  }

  private async refresh(key: string, exchange: Exchange, ttl: number | undefined, own: Own) {
    try {
      const ran = await this.run(exchange, own);
      if (ran === undefined) await this.cache.del(key);
      else await this.cache.set(key, ran.recorded, shortest(ttl, ran.limit));
    } catch (error) {
      if (error instanceof HandlerFailure) throw error.cause;
    }
    return undefined;
  }

  /** Runs the handler; what comes back may be kept. */
  private async run({ next, policy, response }: Exchange, own: Own) {
    const before = headersBefore(response);
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), NOTHING);
    } catch (error) {
      throw new HandlerFailure('The handler failed.', { cause: error });
    }
    own.body = { value: body };
    this.set(response, 'X-Cache', 'MISS');
    const limit = storableFor(response, body, before, policy.vary);
    if (limit === undefined) return undefined;
    return { recorded: record(response, body, this.keptHeaders), limit };
  }

  private replay({ response }: Exchange, recorded: RecordedResponse): unknown {
    const { status, headers, body, storedAt } = recorded;
    this.host.httpAdapter.status(response, status);
    for (const [name, value] of Object.entries(headers)) this.set(response, name, value);
    const age = Math.max(0, Math.floor((Date.now() - storedAt) / 1000));
    this.set(response, 'Age', String(age));
    this.set(response, 'X-Cache', 'HIT');
    return body;
  }

  private set(response: HttpResponse, name: string, value: number | string | string[]): void {
    // The adapters hand lists on as they are, whatever their types say.
    this.host.httpAdapter.setHeader(response, name, value as string);
  }
}

const NOTHING = { defaultValue: undefined };

/** Tells an error of the handler from one of the cache. */
class HandlerFailure extends Error {}

/** undefined: the ttl of the cache. 0 means no end, in @CacheTTL as in the cache. */
function shortest(ttl: number | undefined, limit: number): number | undefined {
  if (limit === Infinity) return ttl;
  return ttl === undefined || ttl === 0 ? limit : Math.min(ttl, limit);
}
