import type { ClassConstructor } from 'class-transformer';
import { ClassRules } from './class-rules.js';
import { defineOwn, setOwn } from './copy-of.js';
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

/** What a class refuses must not fail a load that succeeded: a constructor without arguments, a change of what it has frozen. */
function instantiate(data: object, type: ClassConstructor<unknown>): unknown {
  const properties = revivedIn({ ...data }, type);
  try {
    return filled(new type() as object, properties);
  } catch {
    return filled(Object.create(type.prototype as object) as object, properties);
  }
}

function revivedIn(data: Record<string, unknown>, type: ClassConstructor<unknown>): object {
  const properties: Record<string, unknown> = {};
  for (const name of Object.keys(data)) {
    if (isReadOnly(type, name)) continue;
    const inner = ClassRules.typeOf(type, name, data);
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
