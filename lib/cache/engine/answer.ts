import { promiseOf } from '../../foundation/promise-of.js';
import type { MemoryStore } from '../memory/memory-store.js';
import { KeptValue } from '../values/kept-value.js';
import type { Ready } from '../memory/slot-index.js';
import { revive } from '../values/revive.js';
import type { WrapPlan } from './wrap-options.js';

/** What a caller gets of a kept value that needs no type: the one that all share where it may be shared, else a copy. */
export function answer<T>(kept: KeptValue, isFrozen: boolean): T {
  // The caller says what T is; a cache holds what was written under the key.
  return (kept.isShared(isFrozen) ? kept.share() : kept.copy()) as T;
}

/** The same of what memory has found, which remembers how its callers are answered; undefined for what needs a type. */
export function answerFrom<T>(
  memory: MemoryStore,
  found: Ready | number,
  isFrozen: boolean,
): Promise<T> | undefined {
  if (typeof found === 'number') return answerOfSlot(memory, found, isFrozen);
  return (found instanceof Promise ? found : promiseOf(found.copy())) as Promise<T>;
}

function answerOfSlot<T>(memory: MemoryStore, slot: number, isFrozen: boolean) {
  const known = memory.answer(slot) ?? firstAnswer(memory, slot, isFrozen);
  if (typeof known !== 'function') return known as Promise<T> | undefined;
  return promiseOf(known(memory.data(slot) as object) as T);
}

function firstAnswer(memory: MemoryStore, slot: number, isFrozen: boolean) {
  const kept = memory.kept(slot);
  if (kept.needsType) return undefined;
  const answer = (!kept.isShared(isFrozen) && kept.plan) || Promise.resolve(kept.share());
  memory.keepAnswer(slot, answer);
  return answer;
}

/** The same as one call of `wrap` wants it. */
export function answerAs<T>(kept: KeptValue, { type, values }: WrapPlan<T>): T {
  return type === undefined
    ? answer<T>(kept, values === 'frozen')
    : (revive(kept.copy(), type) as T);
}
