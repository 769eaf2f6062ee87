import type { WrapPlan } from './wrap-options.js';

/** What a loader is run with. */
export interface LoadCall<T> {
  readonly key: string;
  readonly load: () => T | Promise<T>;
  readonly plan: WrapPlan<T>;
  /** Milliseconds since 1970: what the loader brings is at least as new. */
  readonly asked: number;
}
