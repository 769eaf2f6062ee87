import { type CallHandler, HttpException } from '@nestjs/common';
import { lastValueFrom } from 'rxjs';

/** How a handler ended. */
export type HandlerOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The handler of one request, which runs once at most, whoever waits for it. */
export class HandlerRun {
  /** undefined while it has not ended. */
  outcome: HandlerOutcome | undefined;
  readonly #next: CallHandler;
  #ending: Promise<HandlerOutcome> | undefined;

  constructor(next: CallHandler) {
    this.#next = next;
  }

  /** Runs it if nobody has yet. Never rejects. */
  end(): Promise<HandlerOutcome> {
    return (this.#ending ??= this.#run());
  }

  async #run(): Promise<HandlerOutcome> {
    try {
      const body: unknown = await lastValueFrom(this.#next.handle(), { defaultValue: undefined });
      this.outcome = { kind: 'answered', body };
    } catch (error) {
      this.outcome = { kind: 'failed', error };
    }
    return this.outcome;
  }
}

/** Whether an error is the answer to this request, such as 404, and no outage that an older answer may stand in for. */
export function isAnswer(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status < 500;
}

/** As Nest's own exception filter tells it: errors of body-parser and others have a statusCode only. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
