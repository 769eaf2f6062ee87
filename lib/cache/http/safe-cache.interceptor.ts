import { CACHE_MANAGER, Cache } from '@nestjs/cache-manager';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { defer, type Observable, tap } from 'rxjs';
import { HandlerRun, isAnswer } from './handler-run.js';
import type { HeaderValue, HttpRequest, HttpResponse } from './http-message.js';
import {
  HandlerFailure,
  type KeepableAnswer,
  KeptAnswers,
  type MakeAnswer,
  type Place,
} from './kept-answers.js';
import {
  headersFor,
  isRecorded,
  record,
  type RecordedResponse,
  varyFor,
} from './recorded-response.js';
import { placeOf, routeOf } from './place-of.js';
import { requestPolicy } from './request-policy.js';
import { headersBefore, storableFor } from './response-policy.js';
import { routePolicy, type RoutePolicy } from './route-policy.js';
import { UnkeptKeys } from './unkept-keys.js';

/** One request on its way through the interceptor. */
interface Exchange {
  readonly context: ExecutionContext;
  readonly policy: RoutePolicy;
  readonly response: HttpResponse;
  readonly handler: HandlerRun;
}

/** Marks a request on its way through an interceptor: an inner one would wait for the load that it is part of. */
const ENTERED = Symbol('entered SafeCacheInterceptor');

/**
 * Answers GET requests from the cache, and never with what belongs to somebody else: requests with Authorization, Cookie or
 * a `user` go past it unless @CachePublic or @CacheVary says otherwise. Honours Cache-Control (RFC 9111); sets Age and X-Cache.
 */
@Injectable()
export class SafeCacheInterceptor implements NestInterceptor {
  private readonly answers: KeptAnswers;
  private readonly unkept = new UnkeptKeys();

  constructor(
    @Inject(CACHE_MANAGER) cache: Cache,
    private readonly reflector: Reflector,
    private readonly host: HttpAdapterHost,
  ) {
    this.answers = new KeptAnswers(cache);
  }

  /** Headers to keep beside those that describe a body; small letters. A subclass may add its own. */
  protected readonly keptHeaders: readonly string[] = [];

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const policy = Object.hasOwn(request, ENTERED)
      ? undefined
      : routePolicy(this.reflector, context);
    if (policy === undefined) return next.handle();
    const response = http.getResponse<HttpResponse>();
    const use = requestPolicy(request, policy);
    // A cache on the way may keep that answer for requests that do not go past ours.
    if (use === 'bypass') return next.handle().pipe(tap(() => this.setOwn(response, policy)));
    return defer(async () => {
      Object.defineProperty(request, ENTERED, { value: true, configurable: true });
      const handler = new HandlerRun(next);
      const exchange = { context, policy, response, handler };
      return this.answer(exchange, use === 'refresh').finally(() =>
        Reflect.deleteProperty(request, ENTERED),
      );
    });
  }

  private async answer(exchange: Exchange, isRefresh: boolean): Promise<unknown> {
    const { handler } = exchange;
    const place = await this.placeOf(exchange);
    if (place === undefined) return this.ownAnswer(exchange, []);
    const make = () => this.make(exchange, place.key);
    const isAlone = isRefresh || (await this.hasRunAlone(place.key, make));
    const kept = isAlone ? undefined : await this.answers.keptOrMade(place, make);
    // An older answer is for a handler that failed, or has not ended in time.
    const isOwn = handler.outcome?.kind === 'answered';
    if (!isOwn && isRecorded(kept)) return this.replay(exchange, kept);
    if (isRefresh || (!isOwn && kept !== undefined)) await this.answers.makeAnew(place, make);
    return this.ownAnswer(exchange, [['X-Cache', 'MISS']]);
  }

  /** undefined: the request goes past the cache. */
  private async placeOf({ context, policy }: Exchange): Promise<Place | undefined> {
    try {
      return await placeOf(context, policy);
    } catch (error) {
      this.answers.tell(routeOf(context), error);
      return undefined;
    }
  }

  /** This request's own, also where the answer that it waited for was not to be shared. */
  private async ownAnswer(
    { handler, policy, response }: Exchange,
    headers: readonly [string, HeaderValue][],
  ): Promise<unknown> {
    const own = await handler.end();
    if (own.kind === 'failed') throw own.error;
    this.setOwn(response, policy, headers);
    return own.body;
  }

  /** The headers of an answer that the handler of this request gave. */
  private setOwn(
    response: HttpResponse,
    { vary }: RoutePolicy,
    headers: readonly [string, HeaderValue][] = [],
  ): void {
    if (this.isSent(response)) return;
    this.setAll(response, [...varyFor(response, vary), ...headers]);
  }

  /** Runs the handler where the last answer was not to be kept, so that nobody waits. False: it did not, or has failed. */
  private async hasRunAlone(key: string, make: MakeAnswer): Promise<boolean> {
    if (!this.unkept.has(key)) return false;
    // What it brings is not kept: nothing would tell of a delete in the meantime. The next request finds no mark any more.
    return make().then(
      () => true,
      () => false,
    );
  }

  /** Runs the handler; what comes back may be kept. */
  private async make(
    { handler, policy, response }: Exchange,
    key: string,
  ): Promise<KeepableAnswer | undefined> {
    const before = headersBefore(response, policy);
    const outcome = await handler.end();
    if (outcome.kind === 'failed') {
      if (isAnswer(outcome.error)) return undefined;
      throw new HandlerFailure('The handler failed.', { cause: outcome.error });
    }
    // Its status and headers are then those of another answer, such as that of an interceptor for timeouts.
    if (this.isSent(response)) return undefined;
    const limit = storableFor(response, outcome.body, before, policy.vary);
    if (limit === undefined) {
      this.unkept.add(key);
      return undefined;
    }
    this.unkept.delete(key);
    return { recorded: record(response, outcome.body, this.keptHeaders), limit };
  }

  private replay({ policy, response }: Exchange, recorded: RecordedResponse): unknown {
    this.host.httpAdapter.status(response, recorded.status);
    const age = Math.max(0, Math.floor((Date.now() - recorded.storedAt) / 1000));
    const headers = headersFor(response, recorded, policy.vary);
    this.setAll(response, [...headers, ['Age', String(age)], ['X-Cache', 'HIT']]);
    return recorded.body;
  }

  private isSent(response: HttpResponse): boolean {
    return Boolean(this.host.httpAdapter.isHeadersSent(response));
  }

  private setAll(response: HttpResponse, headers: readonly [string, HeaderValue][]): void {
    const { httpAdapter } = this.host;
    // The adapters hand lists on as they are, whatever their types say.
    for (const [name, value] of headers) httpAdapter.setHeader(response, name, value as string);
  }
}
