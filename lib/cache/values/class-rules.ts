import type { ClassConstructor, TransformOptions } from 'class-transformer';
import type { TransformMetadata } from 'class-transformer/types/interfaces/index.js';
import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
import { createRequire } from 'node:module';

// class-transformer exports no way to its metadata; this file of it has been there since 0.2.
const { defaultMetadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as { defaultMetadataStorage: MetadataStorage };

/** A class of any kind, as `constructor` tells it. */
export type AnyClass = abstract new (...args: never[]) => unknown;

export function isClass(value: unknown): value is AnyClass {
  return typeof value === 'function';
}

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

  /** The class that @Type names for a property; undefined when it names none. */
  static typeOf(
    Class: AnyClass,
    property: string,
    object: Record<string, unknown>,
  ): ClassConstructor<unknown> | undefined {
    const metadata = defaultMetadataStorage.findTypeMetadata(Class, property);
    if (metadata?.typeFunction === undefined) return undefined;
    const { discriminator } = metadata.options;
    const named = object[property];
    if (discriminator !== undefined && typeof named === 'object' && named !== null) {
      const name: unknown = Reflect.get(named, discriminator.property);
      const subType = discriminator.subTypes.find((type) => type.name === name);
      if (subType !== undefined) return subType.value as ClassConstructor<unknown>;
    }
    const type: unknown = metadata.typeFunction({ newObject: object, object, property });
    return typeof type === 'function' ? (type as ClassConstructor<unknown>) : undefined;
  }
}

/** Rules of properties are found with those of base classes, rules of a whole class are not. */
function hasRules(Class: AnyClass): boolean {
  const storage = defaultMetadataStorage;
  if (storage.getExcludedMetadatas(Class).length > 0) return true;
  if (storage.getExposedMetadatas(Class).length > 0) return true;
  for (let base: unknown = Class; typeof base === 'function'; base = Object.getPrototypeOf(base)) {
    if (storage.getStrategy(base) !== 'none' || masks(base)) return true;
  }
  return false;
}

/** Whether a @Transform changes what is shown, such as one that shows the end of a card's number. */
function masks(Class: object): boolean {
  const all: unknown = Reflect.get(defaultMetadataStorage, '_transformMetadatas');
  const own: unknown = all instanceof Map ? all.get(Class) : undefined;
  if (!(own instanceof Map)) return false;
  return [...own.values()].flat().some(({ options }: TransformMetadata) => isForTheWayOut(options));
}

/** class-transformer applies a @Transform in both directions when it says nothing, and when it says both. */
function isForTheWayOut({ toClassOnly, toPlainOnly }: TransformOptions): boolean {
  return toClassOnly !== true || toPlainOnly === true;
}
