import type { MemoryEntry } from '../memory/memory-entry.js';
import type { KeptValue } from '../values/kept-value.js';
import { revive } from '../values/revive.js';
import type { WrapPlan } from './wrap-options.js';

/** What a caller gets of a kept value: the one that all share where it may be shared, else a copy. */
export function answer<T>(kept: KeptValue, isFrozen: boolean): T {
  // The caller says what T is; a cache holds what was written under the key.
  return (kept.isShared(isFrozen) ? kept.share() : kept.copy()) as T;
}

/** The same from an entry in memory, which remembers an answer that all callers share. */
export function answerFrom<T>(entry: MemoryEntry<KeptValue>, isFrozen: boolean): Promise<T> {
  if (entry.answer !== undefined) return entry.answer as Promise<T>;
  const { value: kept } = entry;
  if (!kept.isShared(isFrozen)) return Promise.resolve(kept.copy() as T);
  const shared = Promise.resolve(kept.share() as T);
  entry.answer = shared;
  return shared;
}

/** The same as one call of `wrap` wants it. */
export function answerAs<T>(kept: KeptValue, { type, values }: WrapPlan<T>): T {
  return type === undefined ? answer<T>(kept, values === 'frozen') : (revive(kept, type) as T);
}
