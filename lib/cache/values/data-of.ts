import { setOwn } from './copy-of.js';

/** Unlike Object.hasOwn, this costs nothing inside of a for-in: V8 leaves it out. */
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object
const isOwn = Object.prototype.hasOwnProperty;

/** The enumerable properties of an object as a plain one of its own. */
export function dataOf(source: object): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...source };
  return Object.getOwnPropertySymbols(copy).length === 0 ? copy : rebuilt(copy);
}

/**
 * The same of plain data, property by property. What symbols name is left behind: it is no data, no server would bring it
 * back. V8 freezes such an object three times as fast as a spread one, to which it gives a hidden class of its own.
 */
export function rebuilt(plain: object): Record<string, unknown> {
  const data = plain as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const name in data) if (isOwn.call(data, name)) setOwn(copy, name, data[name]);
  return copy;
}
