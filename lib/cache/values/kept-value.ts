import { copyPlanOf, type CopyPlan } from './copy-plan.js';
import { freezeDeep } from './freeze-deep.js';

/** What is known of a value once it has been looked through. */
export interface ValueTraits {
  /** An object without objects in it. */
  readonly isFlat: boolean;
  /** Whether freezing makes it unchangeable: not with a Date, Map, Set or bytes in it. */
  readonly isShareable: boolean;
  /** Whether JSON carries it as it is. */
  readonly isJson: boolean;
}

/** A value that the cache holds: data, all of its own, that never changes. */
export class KeptValue {
  #plan: CopyPlan | undefined;

  /** `data` is given away; `bytes` is its estimated size in memory. */
  constructor(
    readonly data: unknown,
    readonly bytes: number,
    readonly traits: ValueTraits,
  ) {}

  /** Whether all callers may get the same: it is a text, a number and the like, or may be frozen where that is wanted. */
  isShared(isFrozen: boolean): boolean {
    return (
      typeof this.data !== 'object' || this.data === null || (isFrozen && this.traits.isShareable)
    );
  }

  /** For one caller, who may change it. */
  copy(): unknown {
    if (this.traits.isFlat) return { ...(this.data as object) };
    this.#plan ??= copyPlanOf(this.data);
    return this.#plan === undefined ? this.data : this.#plan(this.data as object);
  }

  /** For all callers: deeply frozen. Only for what `isShared`. */
  share(): unknown {
    return freezeDeep(this.data);
  }
}

/** One object for each combination: values are many, combinations are few. */
const TRAITS: readonly ValueTraits[] = Array.from({ length: 8 }, (_, bits) =>
  Object.freeze({
    isFlat: (bits & 1) !== 0,
    isShareable: (bits & 2) !== 0,
    isJson: (bits & 4) !== 0,
  }),
);

export function traitsOf(isFlat: boolean, isShareable: boolean, isJson: boolean): ValueTraits {
  const bits = (isFlat ? 1 : 0) | (isShareable ? 2 : 0) | (isJson ? 4 : 0);
  return TRAITS[bits] ?? { isFlat, isShareable, isJson };
}
