import { KeptValue, Trait } from './kept-value.js';

const PRIMITIVE = Trait.shareable | Trait.json;
const FLAT = Trait.flat | PRIMITIVE;
const OBJECT_BYTES = 48;
const PROPERTY_BYTES = 24;
/** Longer texts are counted by the walk that looks at everything. */
const SHORT_TEXT = 100;
const TEXT_BYTES = 100;
/** More of them, or longer names, are a dictionary, whose names are counted. */
const MOST_PROPERTIES = 32;
const LONG_NAME = 40;

/**
 * The short way for what is most often cached: a short text, a number, or a plain object of these. undefined for the rest,
 * which needs a closer look.
 */
export function keepFlat(value: unknown): KeptValue | undefined {
  if (isSmall(value)) return new KeptValue(value, TEXT_BYTES, PRIMITIVE);
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const copy: Record<string, unknown> = { ...value };
  let bytes = OBJECT_BYTES;
  let properties = 0;
  for (const name in copy) {
    const inner = copy[name];
    if (!isSmall(inner) || name.length > LONG_NAME || properties++ === MOST_PROPERTIES) {
      return undefined;
    }
    bytes += typeof inner === 'string' ? TEXT_BYTES : PROPERTY_BYTES;
  }
  return Object.getOwnPropertySymbols(copy).length > 0
    ? undefined
    : new KeptValue(copy, bytes, FLAT);
}

function isSmall(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.length <= SHORT_TEXT;
    case 'number':
      // NaN, Infinity and -0 are not in JSON. 1 / -0 is -Infinity.
      return Number.isFinite(value) && (value !== 0 || 1 / value > 0);
    case 'boolean':
      return true;
    default:
      return value === null;
  }
}
