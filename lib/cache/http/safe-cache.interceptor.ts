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
import { Exchange } from './exchange.js';
import { HandlerRun, isAnswer } from './handler-run.js';
import type { HttpRequest } from './http-message.js';
import {
  HandlerFailure,
  type KeepableAnswer,
  KeptAnswers,
  type MakeAnswer,
  type Place,
} from './kept-answers.js';
import { isRecorded, record } from './recorded-response.js';
import { placeOf, routeOf } from './place-of.js';
import { requestPolicy } from './request-policy.js';
import { headersBefore, storableFor } from './response-policy.js';
import { routePolicy } from './route-policy.js';
import { UnkeptKeys } from './unkept-keys.js';

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

  /**
   * Whether an error of a handler is the answer to this request, such as a 404, and no outage that an older answer may stand
   * in for. A subclass may add the errors that an exception filter turns into such answers.
   */
  protected isAnswer(error: unknown): boolean {
    return isAnswer(error);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const policy = Object.hasOwn(request, ENTERED)
      ? undefined
      : routePolicy(this.reflector, context);
    if (policy === undefined) return next.handle();
    const use = requestPolicy(request, policy);
    const newExchange = () =>
      new Exchange(context, policy, new HandlerRun(next), this.host.httpAdapter);
    // A cache on the way may keep that answer for requests that do not go past ours.
    if (use === 'bypass') return next.handle().pipe(tap(() => newExchange().setOwn()));
    return defer(async () => {
      Object.defineProperty(request, ENTERED, { value: true, configurable: true });
      const exchange = newExchange();
      return this.answer(exchange, use === 'refresh').finally(() =>
        Reflect.deleteProperty(request, ENTERED),
      );
    });
  }

  private async answer(exchange: Exchange, isRefresh: boolean): Promise<unknown> {
    const { handler } = exchange;
    const place = await this.placeOf(exchange);
    if (place === undefined) return exchange.ownAnswer();
    const make = () => this.make(exchange, place.key);
    const isAlone = isRefresh || (await this.hasRunAlone(place.key, make));
    const kept = isAlone
      ? undefined
      : await this.answers.keptOrMade(place, make, () => exchange.isOver());
    // An older answer is for a handler that failed, or has not ended in time.
    const isOwn = handler.outcome?.kind === 'answered';
    if (!isOwn && isRecorded(kept)) return exchange.replay(kept);
    if (isRefresh || (!isOwn && kept !== undefined)) await this.answers.makeAnew(place, make);
    return exchange.ownAnswer([['X-Cache', 'MISS']]);
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
  private async make(exchange: Exchange, key: string): Promise<KeepableAnswer | undefined> {
    const { handler, policy, response } = exchange;
    const before = headersBefore(response, policy);
    const outcome = await handler.end();
    if (outcome.kind === 'failed') {
      if (this.isAnswer(outcome.error)) return undefined;
      throw new HandlerFailure(outcome.error, exchange.isOver());
    }
    // Its status and headers are then those of another answer, such as that of an interceptor for timeouts.
    if (exchange.isSent()) return undefined;
    const limit = storableFor(response, outcome.body, before, policy.vary);
    if (limit === undefined) {
      this.unkept.add(key);
      return undefined;
    }
    this.unkept.delete(key);
    return { recorded: record(response, outcome.body, this.keptHeaders), limit };
  }
}
