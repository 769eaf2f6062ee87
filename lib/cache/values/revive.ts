import type { ClassConstructor } from 'class-transformer';
import { ClassRules } from './class-rules.js';
import { setOwn } from './copy-of.js';
import type { KeptValue } from './kept-value.js';

/**
 * The value as an instance of `type`, or its elements as instances. Properties that @Type declares are revived too; no
 * rule of @Exclude, @Expose or @Transform is applied: those are for the way out.
 */
export function revive(kept: KeptValue, type: ClassConstructor<unknown>): unknown {
  return reviveAs(kept.copy(), type);
}

function reviveAs(value: unknown, type: ClassConstructor<unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => reviveAs(inner, type));
  if (value instanceof Set) return new Set([...value].map((inner) => reviveAs(inner, type)));
  if (value instanceof Map) {
    return new Map([...value].map(([key, inner]) => [key, reviveAs(inner, type)]));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return instantiate(value, type);
}

function instantiate(data: object, type: ClassConstructor<unknown>): unknown {
  const instance = instanceOf(type);
  const properties: Record<string, unknown> = { ...data };
  for (const name of Object.keys(properties)) {
    const inner = ClassRules.typeOf(type, name, properties);
    const value = properties[name];
    if (isReadOnly(type, name)) continue;
    setOwn(instance as Record<string, unknown>, name, inner ? reviveAs(value, inner) : value);
  }
  return instance;
}

/** A constructor that cannot do without arguments must not fail a load that succeeded. */
function instanceOf(type: ClassConstructor<unknown>): unknown {
  try {
    return new type();
  } catch {
    return Object.create(type.prototype as object);
  }
}

/** A getter of the class without a setter, whose value toJSON has put among the data. */
function isReadOnly(type: ClassConstructor<unknown>, name: string): boolean {
  for (
    let p: unknown = type.prototype;
    typeof p === 'object' && p !== null;
    p = Object.getPrototypeOf(p)
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(p, name);
    if (descriptor !== undefined)
      return descriptor.set === undefined && descriptor.get !== undefined;
  }
  return false;
}
