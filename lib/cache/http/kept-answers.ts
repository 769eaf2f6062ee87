import type { Cache } from '@nestjs/cache-manager';
import type { WrapOptionsRaw, WrappedRaw } from '../engine/wrap-options.js';
import { forbidsStale } from './freshness.js';
import { isRecorded, type RecordedResponse } from './recorded-response.js';

/** Where an answer is kept, and for how many milliseconds. */
export interface Place {
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
export class HandlerFailure extends Error {}

/** A handler cannot go on after its response was sent, and interceptors around may change what they are given. */
const WHILE_OPEN = {
  softTimeout: Infinity,
  refreshThreshold: 0,
  values: 'copy',
  raw: true,
} satisfies WrapOptionsRaw<unknown>;

/** What is kept, or what is made now. Other code may write the same key, so that it may be anything. */
export async function keptOrMade(
  cache: Cache,
  { key, ttl }: Place,
  make: MakeAnswer,
): Promise<unknown> {
  let limit = Infinity;
  const load = async (): Promise<unknown> => {
    const made = await make();
    limit = made?.limit ?? limit;
    return made?.recorded;
  };
  const options = { ...WHILE_OPEN, ttl: () => shortest(ttl, limit) as number };
  try {
    // cache-manager's type of the method does not know of `raw` among more options.
    const { value, isStale } = (await cache.wrap(key, load, options)) as WrappedRaw<unknown>;
    return isStale && isRecorded(value) && forbidsStale(value.headers) ? undefined : value;
  } catch (error) {
    if (error instanceof HandlerFailure) throw error.cause;
    // The cache itself failed, before or after the handler ran.
    return undefined;
  }
}

/** Makes an answer, and keeps it if it may be kept; if not, one that is kept goes where it `isOutdated`. */
export async function makeAnew(
  cache: Cache,
  { key, ttl }: Place,
  make: MakeAnswer,
  isOutdated: boolean,
): Promise<void> {
  try {
    const made = await make();
    if (made !== undefined) await cache.set(key, made.recorded, shortest(ttl, made.limit));
    else if (isOutdated) await cache.del(key);
  } catch (error) {
    if (error instanceof HandlerFailure) throw error.cause;
  }
}

/** undefined: the ttl of the cache. 0 means no end, in @CacheTTL as in the cache. */
function shortest(ttl: number | undefined, limit: number): number | undefined {
  if (limit === Infinity) return ttl;
  return ttl === undefined || ttl === 0 ? limit : Math.min(ttl, limit);
}
