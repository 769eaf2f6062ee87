import type { AnyClass } from './any-class.js';
import { defineOwn, setOwn } from './copy-of.js';
import { DeclaredType } from './declared-type.js';

/**
 * A value as an instance of `type`, or its elements as instances; what is no instance of `type` yet, and belongs to the
 * caller. Properties that @Type declares are revived too; no rule of @Exclude, @Expose or @Transform is applied: those are
 * for the way out.
 */
export function revive(value: unknown, type: AnyClass): unknown {
  return reviveAs(value, new DeclaredType(type));
}

function reviveAs(value: unknown, type: DeclaredType): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => reviveAs(inner, type));
  if (value instanceof Set) return new Set([...value].map((inner) => reviveAs(inner, type)));
  if (value instanceof Map) {
    return new Map([...value].map(([key, inner]) => [key, reviveAs(inner, type)]));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return instantiate(value, type.classOf(value));
}

/** What a class refuses must not fail a load that succeeded: a constructor without arguments, a change of what it has frozen. */
function instantiate(data: object, Class: AnyClass): unknown {
  const properties = revivedIn({ ...data }, Class);
  try {
    return filled(Reflect.construct(Class, []) as object, properties);
  } catch {
    return filled(Object.create(Class.prototype as object) as object, properties);
  }
}

function revivedIn(data: Record<string, unknown>, Class: AnyClass): object {
  const properties: Record<string, unknown> = {};
  for (const name of Object.keys(data)) {
    if (isReadOnly(Class, name)) continue;
    const inner = DeclaredType.of(Class, name, data);
    setOwn(properties, name, inner ? reviveAs(data[name], inner) : data[name]);
  }
  return properties;
}

function filled(instance: object, properties: object): object {
  for (const [name, value] of Object.entries(properties)) {
    try {
      setOwn(instance as Record<string, unknown>, name, value);
    } catch {
      defineOwn(instance, name, value);
    }
  }
  return instance;
}

/** A getter of the class without a setter, whose value toJSON has put among the data. */
function isReadOnly(Class: AnyClass, name: string): boolean {
  for (
    let p: unknown = Class.prototype;
    typeof p === 'object' && p !== null;
    p = Object.getPrototypeOf(p)
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(p, name);
    if (descriptor !== undefined)
      return descriptor.set === undefined && descriptor.get !== undefined;
  }
  return false;
}
