import type { ClassConstructor } from 'class-transformer';
import type { CacheOptions } from '../cache.options.js';
import { isJitter, isTime } from './option-rules.js';

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
  /** Whether this caller gets a copy of its own, or the deeply frozen value that all share; no matter with `type`. */
  values?: 'copy' | 'frozen';
  /** The class that the value, or each element of an array, is made an instance of. */
  type?: ClassConstructor<T> | ClassConstructor<ElementOf<T>>;
  /** Whether the value is loaded whatever is held, and takes its place; `grace` and `softTimeout` do not hold then. */
  forceFresh?: boolean;
  raw?: false;
}

/** The options of a call that gives `{ value, expires }` instead of the value; `expires` in milliseconds since 1970. */
export type WrapOptionsRaw<T> = Omit<WrapOptions<T>, 'raw'> & { raw: true };

/** Of an array its elements, of anything else itself. */
type ElementOf<T> = NonNullable<T> extends readonly (infer Element)[] ? Element : NonNullable<T>;

export type AnyWrapOptions<T> = WrapOptions<T> | WrapOptionsRaw<T>;

/** What `wrap` may be given as its third argument. */
export type WrapArgument<T> =
  number | ((value: T) => number) | AnyWrapOptions<T> | null | undefined;

/** What `wrap` gives with `raw`; without `expires` for what does not expire, or cannot be kept. */
export interface WrappedRaw<T> {
  value: T;
  expires?: number | undefined;
  /** Given for a value past its end, which `grace` allows. */
  isStale?: true;
}

/** The options of one call, complete. */
export interface WrapPlan<T> extends Required<
  Omit<WrapOptions<T>, 'ttl' | 'refreshThreshold' | 'type' | 'raw'>
> {
  readonly raw: boolean;
  readonly ttl: number | ((value: T) => number);
  readonly refreshThreshold: number | ((value: T) => number);
  readonly type: ClassConstructor<unknown> | undefined;
}

/** Whether they change nothing of what a hit gives; false also for what is to be refused. */
export function isPlain<T>(given: WrapArgument<T>): boolean {
  if (given === undefined || given === null) return true;
  if (typeof given !== 'object') return isTtl(given);
  for (const name in given) {
    if (!isOfLoads(name, given[name as keyof AnyWrapOptions<T>])) return false;
  }
  return true;
}

function isOfLoads(name: string, value: unknown): boolean {
  switch (name) {
    case 'ttl':
      return isTtl(value ?? 0);
    case 'grace':
    case 'softTimeout':
    case 'hardTimeout':
      return isTime(value ?? 0);
    case 'jitter':
      return isJitter(value ?? 0);
    default:
      return false;
  }
}

const isTtl = (value: unknown) => typeof value === 'function' || isTime(value);

/** From both forms of `wrap`: with options, and with ttl and threshold. */
export function optionsOf<T>(
  given: WrapArgument<T>,
  refreshThreshold: WrapOptions<T>['refreshThreshold'],
): AnyWrapOptions<T> {
  const isOptions = typeof given === 'object' && given !== null;
  return isOptions ? given : { ttl: given ?? undefined, refreshThreshold };
}

export function planOf<T>(given: AnyWrapOptions<T>, defaults: CacheOptions): WrapPlan<T> {
  return {
    ttl: given.ttl ?? defaults.ttl,
    refreshThreshold: given.refreshThreshold ?? defaults.refreshThreshold,
    grace: given.grace ?? defaults.grace,
    softTimeout: given.softTimeout ?? defaults.softTimeout,
    hardTimeout: given.hardTimeout ?? defaults.hardTimeout,
    jitter: given.jitter ?? defaults.jitter,
    values: given.values ?? defaults.values,
    type: given.type,
    forceFresh: given.forceFresh ?? false,
    raw: given.raw ?? false,
  };
}
