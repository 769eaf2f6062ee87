import type { DiscriminatorDescriptor } from 'class-transformer';
import { type AnyClass, isClass } from './any-class.js';
import { metadataStorage } from './metadata-storage.js';

/** The class that @Type declares for a property, or one of several that a discriminator tells apart. */
export class DeclaredType {
  readonly #base: AnyClass;
  readonly #discriminator: DiscriminatorDescriptor | undefined;

  constructor(base: AnyClass, discriminator?: DiscriminatorDescriptor) {
    this.#base = base;
    this.#discriminator = discriminator;
  }

  /** undefined when nothing is declared for the property. */
  static of(
    Class: AnyClass,
    property: string,
    object: Record<string, unknown>,
  ): DeclaredType | undefined {
    const metadata = metadataStorage.findTypeMetadata(Class, property);
    if (metadata === undefined) return undefined;
    // Whatever its type says, it may be missing: @Type() alone goes by what TypeScript has noted.
    const typeFunction = metadata.typeFunction as typeof metadata.typeFunction | undefined;
    const type: unknown = typeFunction
      ? typeFunction({ newObject: object, object, property })
      : classNoted(metadata.reflectedType);
    return isClass(type) ? new DeclaredType(type, metadata.options.discriminator) : undefined;
  }

  /** Whether an instance goes by its own class when it is made plain, as class-transformer has it. */
  get hasSubTypes(): boolean {
    return this.#discriminator !== undefined;
  }

  /** The class of a value: an instance's own, or the one that its discriminator names. */
  classOf(value: object): AnyClass {
    const property = this.#discriminator?.property ?? '';
    const { constructor } = value;
    const subTypes = this.#discriminator?.subTypes ?? [];
    const subType =
      subTypes.find((type) => type.value === constructor) ??
      subTypes.find((type) => type.name === Reflect.get(value, property));
    return subType?.value ?? this.#base;
  }

  /** Name and value of the property by which plain data tell their class; undefined where none is needed. */
  markOf(Class: unknown): [property: string, name: string] | undefined {
    const subType = this.#discriminator?.subTypes.find(({ value }) => value === Class);
    return subType && this.#discriminator && [this.#discriminator.property, subType.name];
  }
}

/** A built-in class, such as Array for a list of anything, says nothing of what is in it. */
function classNoted(type: unknown): unknown {
  const isBuiltIn = typeof type === 'function' && Reflect.get(globalThis, type.name) === type;
  return isBuiltIn ? undefined : type;
}
