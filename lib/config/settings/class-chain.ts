/** Any class, abstract ones too. */
export type AnyClass = abstract new (...args: never[]) => object;

/** The class and its ancestors, nearest first. */
export function classChain(Class: AnyClass): AnyClass[] {
  const parent: unknown = Object.getPrototypeOf(Class);
  return [Class, ...(isClass(parent) ? classChain(parent) : [])];
}

const isClass = (value: unknown): value is AnyClass =>
  typeof value === 'function' && value !== Function.prototype;
