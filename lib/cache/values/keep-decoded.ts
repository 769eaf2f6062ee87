import { KeptValue, Trait } from './kept-value.js';

/** Characters of JSON against bytes in memory: numbers shrink, objects and names grow. */
const BYTES_PER_CHARACTER = 2;

/** Data that was just made from a text, and belongs to nobody yet; `known` are traits that the text has told. */
export function keepDecoded(
  data: unknown,
  isJson: boolean,
  length: number,
  known: number,
): KeptValue {
  // What is beyond JSON may be undefined or NaN only, and is then copied without need.
  const traits =
    known | (isFlat(data) ? Trait.flat : 0) | (isJson ? Trait.shareable | Trait.json : 0);
  return new KeptValue(data, length * BYTES_PER_CHARACTER, traits);
}

function isFlat(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if (Object.getPrototypeOf(data) !== Object.prototype) return false;
  for (const name in data) {
    const value: unknown = Reflect.get(data, name);
    if (typeof value === 'object' && value !== null) return false;
  }
  return true;
}
