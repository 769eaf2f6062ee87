import type { Found } from './found.js';
import type { WrapPlan } from './wrap-options.js';

/** What a caller may have: without `type` nothing whose class hides some of it. */
export function shownTo<T>({ type }: WrapPlan<T>, found: Found | undefined): Found | undefined {
  return type === undefined && found?.kept.needsType ? undefined : found;
}
