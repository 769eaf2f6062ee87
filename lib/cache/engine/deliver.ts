import { answerAs } from './answer.js';
import type { Outcome } from './outcome.js';
import { revive } from '../values/revive.js';
import type { WrapPlan, WrappedRaw } from './wrap-options.js';

/** What one caller of `wrap` gets of an outcome. */
export function deliver<T>(outcome: Outcome, plan: WrapPlan<T>): T | WrappedRaw<T> {
  if (outcome.kind === 'unkept') {
    const value = unkeptAs<T>(outcome.value, plan.type);
    return plan.raw ? raw(value, Infinity) : value;
  }
  const value = answerAs<T>(outcome.found.kept, plan);
  if (!plan.raw) return value;
  const wrapped = raw(value, outcome.found.expires);
  return outcome.kind === 'stale' ? { ...wrapped, isStale: true } : wrapped;
}

/** What cannot be kept is given as it is, or as instances; it comes from a loader of T. */
function unkeptAs<T>(value: unknown, type: WrapPlan<T>['type']): T {
  if (type === undefined) return value as T;
  try {
    return revive(value, type) as T;
  } catch {
    // It may refer to itself, for which it was not kept.
    return value as T;
  }
}

export function raw<T>(value: T, expires: number): WrappedRaw<T> {
  return expires === Infinity ? { value } : { value, expires };
}
