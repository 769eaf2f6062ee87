import { copyOf } from './copy-of.js';
import { copyFlat, copyPlanOf, type CopyPlan } from './copy-plan.js';
import { freezeDeep } from './freeze-deep.js';

/** What is known of a value once it has been looked through, as bits of a small number. */
export const Trait = {
  none: 0,
  /** An object without objects in it. */
  flat: 1,
  /** Freezing makes it unchangeable: there is no Date, Map, Set or bytes in it. */
  shareable: 2,
  /** JSON carries it as it is; not set where nobody has looked, as in memory alone. */
  json: 4,
  /** Written in haste: nothing else is known yet, and in what `flatCopy` made there may still be what symbols name. */
  unsifted: 8,
  /** Only for who asks with `type`: plain data would show what its class hides, or says otherwise by toJSON(). */
  needsType: 16,
} as const;

/** A value that the cache holds: data, all of its own, that never changes. */
export class KeptValue {
  #plan: CopyPlan | undefined;

  /** `data` is given away; `bytes` is its estimated size in memory; `plan` the way to copy it, if it is known. */
  constructor(
    readonly data: unknown,
    readonly bytes: number,
    readonly traits: number,
    plan?: CopyPlan,
  ) {
    this.#plan = plan;
  }

  get isJson(): boolean {
    return (this.traits & Trait.json) !== 0;
  }

  get needsType(): boolean {
    return (this.traits & Trait.needsType) !== 0;
  }

  /** Whether all callers may get the same: it is a text, a number and the like, or may be frozen where that is wanted. */
  isShared(isFrozen: boolean): boolean {
    if (typeof this.data !== 'object' || this.data === null) return true;
    return isFrozen && (this.traits & Trait.shareable) !== 0;
  }

  /** How an object is copied fast; worth its making for what will be copied again. */
  get plan(): CopyPlan | undefined {
    return (this.#plan ??= (this.traits & Trait.flat) !== 0 ? copyFlat : copyPlanOf(this.data));
  }

  /** For one caller, who may change it. */
  copy(): unknown {
    if (this.#plan !== undefined) return this.#plan(this.data as object);
    return (this.traits & Trait.flat) === 0 ? copyOf(this.data) : copyFlat(this.data as object);
  }

  /** For all callers: deeply frozen. Only for what `isShared`. */
  share(): unknown {
    return (this.traits & Trait.flat) === 0 ? freezeDeep(this.data) : Object.freeze(this.data);
  }
}
