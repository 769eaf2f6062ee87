import { Logger } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { CacheCounters } from '../statistics/cache-counters.js';
import { CacheValueError } from '../values/cache-value.error.js';
import { ClassRules } from '../values/class-rules.js';
import type { KeepOptions } from '../values/keep-options.js';
import { keepValue } from '../values/keep-value.js';
import type { KeptValue } from '../values/kept-value.js';

/** Reasons that are logged, once each. */
const MOST_REASONS = 100;

const TYPE_MISSING =
  'A value that wrap() keeps with `type` was asked for without it, and was not given: plain data would show ' +
  'what its class hides by @Exclude, @Expose, @Transform or toJSON().\n' +
  'Read it by wrap() with the same `type`, or keep what is for others under a key of its own.';

/** Whether a value of so many bytes can be held under a key, now. */
export type HasRoom = (key: string, bytes: number) => boolean;

/** Keeps what users set and loaders bring. */
export class ValueKeeper {
  readonly #counters: CacheCounters;
  readonly #options: KeepOptions;
  readonly #hasRoom: HasRoom;
  readonly #told = new Set<string>();

  constructor(counters: CacheCounters, maxEntryBytes: number, hasRoom: HasRoom) {
    this.#counters = counters;
    this.#options = { rules: new ClassRules(), maxBytes: maxEntryBytes };
    this.#hasRoom = hasRoom;
  }

  /** Bytes of the largest value that is kept. */
  get maxBytes(): number {
    return this.#options.maxBytes;
  }

  /** Throws CacheValueError. */
  keep(key: string, value: unknown): KeptValue {
    try {
      return this.#keep(key, value, this.#options);
    } catch (error) {
      this.#counters.rejected++;
      throw error;
    }
  }

  /** For values of loaders, whose callers get them in any case: undefined, and a line in the log, when it cannot be kept. */
  keepIfPossible(
    key: string,
    value: unknown,
    type?: ClassConstructor<unknown>,
  ): KeptValue | undefined {
    try {
      return this.#keep(key, value, type ? { ...this.#options, type } : this.#options);
    } catch (error) {
      this.#counters.rejected++;
      this.#tellOnce(error);
      return undefined;
    }
  }

  /** Somebody has asked without `type` for a value that needs it. */
  tellTypeMissing(): void {
    this.#log(TYPE_MISSING, TYPE_MISSING);
  }

  #keep(key: string, value: unknown, options: KeepOptions): KeptValue {
    const kept = keepValue(value, options);
    if (this.#hasRoom(key, kept.bytes)) return kept;
    throw new CacheValueError('beyond all that memory may hold now', 'CACHE_VALUE_TOO_LARGE');
  }

  #tellOnce(error: unknown): void {
    // What else is thrown comes from getters and toJSON methods of the application; its message may quote the value.
    const reason =
      error instanceof CacheValueError
        ? error.message
        : 'A value cannot be cached: one of its getters or its toJSON() throws.';
    // Places in a list are no reasons of their own.
    const kind = reason.replace(/\[\d+\]/g, '[]');
    this.#log(reason, kind);
  }

  #log(reason: string, kind: string): void {
    if (this.#told.has(kind) || this.#told.size >= MOST_REASONS) return;
    this.#told.add(kind);
    new Logger('ProductionCache').error(reason);
  }
}
