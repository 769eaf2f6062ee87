import { answerAs } from './answer.js';
import type { Outcome } from './outcome.js';
import type { WrapPlan, WrappedRaw } from './wrap-options.js';

/** What one caller of `wrap` gets of an outcome. */
export function deliver<T>(outcome: Outcome, plan: WrapPlan<T>): T | WrappedRaw<T> {
  // What cannot be kept is given as it is; it comes from a loader of T.
  if (outcome.kind === 'unkept') {
    const value = outcome.value as T;
    return plan.raw ? raw(value, Infinity) : value;
  }
  const value = answerAs<T>(outcome.found.kept, plan);
  if (!plan.raw) return value;
  const wrapped = raw(value, outcome.found.expires);
  return outcome.kind === 'stale' ? { ...wrapped, isStale: true } : wrapped;
}

export function raw<T>(value: T, expires: number): WrappedRaw<T> {
  return expires === Infinity ? { value } : { value, expires };
}
