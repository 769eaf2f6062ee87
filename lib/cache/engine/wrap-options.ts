import type { ClassConstructor } from 'class-transformer';
import type { CacheOptions } from '../cache.options.js';

/** What `wrap` takes beside key and loader; what is not given comes from the options of the cache. */
export interface WrapOptions<T> {
  /** Milliseconds, or a function of the loaded value; 0 for no expiry. */
  ttl?: number | ((value: T) => number) | undefined;
  /** Milliseconds before its end from which the value is loaded anew in the background. */
  refreshThreshold?: number | ((value: T) => number) | undefined;
  /** Milliseconds that an expired value is still served when the loader fails, or is slower than `softTimeout`. */
  grace?: number;
  /** Milliseconds after which the expired value is served, while the loader goes on. */
  softTimeout?: number;
  /** Milliseconds after which a CacheLoadTimeoutError is thrown. */
  hardTimeout?: number;
  /** Part of the ttl, 0 to 0.5, that is cut off at random. */
  jitter?: number;
  /** Whether this caller gets a copy of its own, or the deeply frozen value that all share. */
  values?: 'copy' | 'frozen';
  /** The class that the value, or each element of an array, is made an instance of. */
  type?: ClassConstructor<unknown>;
  /** Gives `{ value, expires }` instead of the value; `expires` in milliseconds since 1970. */
  raw?: boolean;
}

export type WrapOptionsRaw<T> = WrapOptions<T> & { raw: true };

/** What `wrap` gives with `raw`; without `expires` for what does not expire, or cannot be kept. */
export interface WrappedRaw<T> {
  value: T;
  expires?: number | undefined;
  /** Given for a value past its end, which `grace` allows. */
  isStale?: true;
}

/** The options of one call, complete. */
export interface WrapPlan<T> extends Required<
  Omit<WrapOptions<T>, 'ttl' | 'refreshThreshold' | 'type'>
> {
  readonly ttl: number | ((value: T) => number);
  readonly refreshThreshold: number | ((value: T) => number);
  readonly type: ClassConstructor<unknown> | undefined;
}

export function planOf<T>(given: WrapOptions<T>, defaults: CacheOptions): WrapPlan<T> {
  return {
    ttl: given.ttl ?? defaults.ttl,
    refreshThreshold: given.refreshThreshold ?? defaults.refreshThreshold,
    grace: given.grace ?? defaults.grace,
    softTimeout: given.softTimeout ?? defaults.softTimeout,
    hardTimeout: given.hardTimeout ?? defaults.hardTimeout,
    jitter: given.jitter ?? defaults.jitter,
    values: given.values ?? defaults.values,
    type: given.type,
    raw: given.raw ?? false,
  };
}
