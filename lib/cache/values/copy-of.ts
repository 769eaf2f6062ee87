import { copyBytes } from './copy-bytes.js';

/** A copy of data that has been kept, and therefore holds nothing but what can be copied. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.getPrototypeOf(value) === Object.prototype ? copyObject(value) : copyBuiltIn(value);
}

function copyObject(object: object): object {
  const copy: Record<string, unknown> = { ...object };
  for (const name in copy) setOwn(copy, name, copyOf(copy[name]));
  return copy;
}

/** A copy of a Date, Map, Set or bytes. */
export function copyBuiltIn(value: object): object {
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) {
    return new Map([...value].map(([key, inner]) => [copyOf(key), copyOf(inner)]));
  }
  if (value instanceof Set) return new Set([...value].map(copyOf));
  return copyBytes(value) ?? value;
}

/** Assigning to `__proto__` would change the prototype. */
export function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else defineOwn(object, name, value);
}

/** Past setters, and what a prototype does not let be written. */
export function defineOwn(object: object, name: string, value: unknown): void {
  const property = { value, enumerable: true, writable: true, configurable: true };
  Object.defineProperty(object, name, property);
}
