/** A class of any kind, as `constructor` tells it. */
export type AnyClass = abstract new (...args: never[]) => unknown;

export function isClass(value: unknown): value is AnyClass {
  return typeof value === 'function';
}

/** The class that an object is an instance of. */
export function classOf(value: object): AnyClass | undefined {
  const prototype = Object.getPrototypeOf(value) as { constructor?: unknown } | null;
  const Class = prototype?.constructor;
  return isClass(Class) ? Class : undefined;
}

/** Whether an object is of no class; also one of another realm, whose prototype has none of its own. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null;
}
