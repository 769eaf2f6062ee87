import { copyBytes } from './copy-bytes.js';

/** A copy of data that has been kept, and therefore holds nothing but what can be copied. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return copyArray(value);
  if (Object.getPrototypeOf(value) === Object.prototype) return copyObject(value);
  return copyBuiltIn(value);
}

function copyArray(array: readonly unknown[]): unknown[] {
  const copy = array.slice();
  for (let i = 0; i < copy.length; i++) {
    const inner = copy[i];
    if (typeof inner === 'object' && inner !== null) copy[i] = copyOf(inner);
  }
  return copy;
}

function copyObject(object: object): object {
  const copy: Record<string, unknown> = { ...object };
  for (const name in copy) {
    const inner = copy[name];
    if (typeof inner === 'object' && inner !== null) setOwn(copy, name, copyOf(inner));
  }
  return copy;
}

/** Assigning to `__proto__` would change the prototype. */
export function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else {
    const property = { value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(object, name, property);
  }
}

function copyBuiltIn(value: object): unknown {
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) {
    return new Map([...value].map(([key, inner]) => [copyOf(key), copyOf(inner)]));
  }
  if (value instanceof Set) return new Set([...value].map(copyOf));
  return copyBytes(value);
}
