import type { TransformOptions } from 'class-transformer';
import type { TransformMetadata } from 'class-transformer/types/interfaces/index.js';
import type { AnyClass } from './any-class.js';
import { metadataStorage } from './metadata-storage.js';

/** What the decorators of class-transformer say of classes. */
export class ClassRules {
  readonly #hiding = new WeakMap<object, boolean>();

  /** Whether @Exclude, @Expose or a @Transform that is not toClassOnly decide what of this class may be shown. */
  hides(Class: AnyClass): boolean {
    const known = this.#hiding.get(Class);
    if (known !== undefined) return known;
    const hides = hasRules(Class);
    this.#hiding.set(Class, hides);
    return hides;
  }

  /** Whether the plain data of an instance are not what is shown of it: rules hide some, or its toJSON() says what. */
  showsOtherwise(Class: AnyClass): boolean {
    const prototype: unknown = Reflect.get(Class, 'prototype');
    return (
      this.hides(Class) || typeof Reflect.get(Object(prototype) as object, 'toJSON') === 'function'
    );
  }
}

/** Rules of properties are found with those of base classes, rules of a whole class are not. */
function hasRules(Class: AnyClass): boolean {
  if (metadataStorage.getExcludedMetadatas(Class).length > 0) return true;
  if (metadataStorage.getExposedMetadatas(Class).length > 0) return true;
  for (let base: unknown = Class; typeof base === 'function'; base = Object.getPrototypeOf(base)) {
    if (metadataStorage.getStrategy(base) !== 'none' || masks(base)) return true;
  }
  return false;
}

/** Whether a @Transform changes what is shown, such as one that shows the end of a card's number. */
function masks(Class: object): boolean {
  const all: unknown = Reflect.get(metadataStorage, '_transformMetadatas');
  const own: unknown = all instanceof Map ? all.get(Class) : undefined;
  if (!(own instanceof Map)) return false;
  return [...own.values()].flat().some(({ options }: TransformMetadata) => isForTheWayOut(options));
}

/** class-transformer applies a @Transform in both directions when it says nothing, and when it says both. */
function isForTheWayOut({ toClassOnly, toPlainOnly }: TransformOptions): boolean {
  return toClassOnly !== true || toPlainOnly === true;
}
