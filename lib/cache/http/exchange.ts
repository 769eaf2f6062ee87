import type { ExecutionContext } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { HandlerRun } from './handler-run.js';
import { type HeaderValue, type HttpResponse, isClosed } from './http-message.js';
import { headersFor, type RecordedResponse, varyFor } from './recorded-response.js';
import type { RoutePolicy } from './route-policy.js';

/** One request on its way through the interceptor, and what its response is told. */
export class Exchange {
  readonly response: HttpResponse;
  readonly #adapter: AbstractHttpAdapter;

  constructor(
    readonly context: ExecutionContext,
    readonly policy: RoutePolicy,
    readonly handler: HandlerRun,
    adapter: AbstractHttpAdapter,
  ) {
    this.response = context.switchToHttp().getResponse<HttpResponse>();
    this.#adapter = adapter;
  }

  /** The status and headers of an answer that was kept; its body. */
  replay(recorded: RecordedResponse): unknown {
    this.#adapter.status(this.response, recorded.status);
    const age = Math.max(0, Math.floor((Date.now() - recorded.storedAt) / 1000));
    const headers = headersFor(this.response, recorded, this.policy.vary);
    this.#setAll([...headers, ['Age', String(age)], ['X-Cache', 'HIT']]);
    return recorded.body;
  }

  /** This request's own answer, also where the one that it waited for was not to be shared. Rejects as its handler does. */
  async ownAnswer(headers: readonly [string, HeaderValue][] = []): Promise<unknown> {
    const own = await this.handler.end();
    if (own.kind === 'failed') throw own.error;
    this.setOwn(headers);
    return own.body;
  }

  /** The headers of an answer that the handler of this request gave. */
  setOwn(headers: readonly [string, HeaderValue][] = []): void {
    if (this.isSent()) return;
    this.#setAll([...varyFor(this.response, this.policy.vary), ...headers]);
  }

  /** Whether something else has answered it already, such as an interceptor for timeouts. */
  isSent(): boolean {
    return Boolean(this.#adapter.isHeadersSent(this.response));
  }

  /** Whether nobody waits for its answer any more: the client has gone, or was answered by something else. */
  isOver(): boolean {
    return isClosed(this.response);
  }

  #setAll(headers: readonly [string, HeaderValue][]): void {
    // The adapters hand lists on as they are, whatever their types say.
    for (const [name, value] of headers)
      this.#adapter.setHeader(this.response, name, value as string);
  }
}
