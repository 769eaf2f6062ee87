import type { Cache } from '@nestjs/cache-manager';
import { Logger } from '@nestjs/common';
import { nameOfError } from '../../foundation/name-of-error.js';
import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';
import type { WrapOptionsRaw, WrappedRaw } from '../engine/wrap-options.js';
import { forbidsStale } from './freshness.js';
import { isRecorded, type RecordedResponse } from './recorded-response.js';

/** Where an answer is kept, and for how many milliseconds. */
export interface Place {
  /** Class and method of the handler, for the log. */
  readonly route: string;
  readonly key: string;
  readonly ttl: number | undefined;
}

/** An answer that may be kept, and for how many milliseconds at most. */
export interface KeepableAnswer {
  readonly recorded: RecordedResponse;
  readonly limit: number;
}

/** Runs a handler; undefined for an answer that must not be kept. Rejects with HandlerFailure, or when the cache is to blame. */
export type MakeAnswer = () => Promise<KeepableAnswer | undefined>;

/** Tells an error of the handler from one of the cache. */
export class HandlerFailure extends Error {
  /** `isOver`: nobody waited for that request's answer any more, which may be why its handler failed. */
  constructor(
    cause: unknown,
    readonly isOver: boolean,
  ) {
    super('The handler failed.', { cause });
  }
}

/** A handler cannot go on after its response was sent, and interceptors around may change what they are given. */
const WHILE_OPEN = {
  softTimeout: Infinity,
  refreshThreshold: 0,
  values: 'copy',
  raw: true,
} satisfies WrapOptionsRaw<unknown>;

/** Kinds of failures that are told, once each. */
const MOST_TOLD = 100;

/** The answers in a cache, whose own failures cost no request more than the answer that was kept. */
export class KeptAnswers {
  readonly #cache: Cache;
  readonly #told = new Set<string>();
  readonly #made = new WeakSet<RecordedResponse>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /**
   * What is kept, or what is made now. Other code may write the same key, so that it may be anything. `isOver`: whether nobody
   * waits for it any more.
   */
  keptOrMade(place: Place, make: MakeAnswer, isOver: () => boolean): Promise<unknown> {
    return this.#wrap(place, make, false, isOver);
  }

  /** Makes an answer in place of the one that is kept. */
  async makeAnew(place: Place, make: MakeAnswer): Promise<void> {
    await this.#wrap(place, make, true, () => true);
  }

  async #wrap(
    place: Place,
    make: MakeAnswer,
    forceFresh: boolean,
    isOver: () => boolean,
  ): Promise<unknown> {
    const { key, ttl, route } = place;
    let limit = Infinity;
    let hasRun = false;
    const load = async (): Promise<unknown> => {
      hasRun = true;
      const made = await make();
      if (made === undefined) return undefined;
      limit = made.limit;
      this.#made.add(made.recorded);
      return made.recorded;
    };
    const options = {
      ...WHILE_OPEN,
      forceFresh,
      ttl: () => shortest(ttl, limit) as number,
    };
    try {
      // cache-manager's type of the method does not know of `raw` among more options.
      const wrapped = (await this.#cache.wrap(key, load, options)) as WrappedRaw<unknown>;
      const { value, isStale } = wrapped;
      if (!isRecorded(value)) return value;
      // What the cache could not keep comes back as it was made, with a body that is one request's own.
      if (this.#made.has(value)) return undefined;
      return isStale && forbidsStale(value.headers) ? undefined : value;
    } catch (error) {
      if (error instanceof HandlerFailure) {
        const isOfOther = error.isOver && !hasRun;
        if (isOfOther && !isOver()) return this.#wrap(place, make, forceFresh, isOver);
        throw error.cause;
      }
      // The cache threw it, before or after the handler ran.
      this.tell(route, error);
      return undefined;
    }
  }

  /** Logs why an answer was not kept. */
  tell(route: string, error: unknown): void {
    const name = nameOfError(error);
    const kind = `${route} ${name}`;
    if (this.#told.has(kind) || this.#told.size >= MOST_TOLD) return;
    this.#told.add(kind);
    const reason = error instanceof ProductionReadinessError ? error.message : `${name}.`;
    new Logger('SafeCacheInterceptor').error(`An answer of ${route} was not kept: ${reason}`);
  }
}

/** undefined: the ttl of the cache. 0 means no end, in @CacheTTL as in the cache. */
function shortest(ttl: number | undefined, limit: number): number | undefined {
  if (limit === Infinity) return ttl;
  return ttl === undefined || ttl === 0 ? limit : Math.min(ttl, limit);
}
