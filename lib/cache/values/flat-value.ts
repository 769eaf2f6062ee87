import { LONG_NAME, MOST_PROPERTIES, OBJECT_BYTES } from './value-bytes.js';

/** Copied, as V8 writes constants into the code that are neither imported nor exported, and looks others up each time. */
const EMPTY_BYTES = OBJECT_BYTES;
const LONGEST_NAME = LONG_NAME;
const MOST_NAMES = MOST_PROPERTIES;
const PROPERTY_BYTES = 24;
/** Longer texts are counted by the walk that looks at everything. */
const SHORT_TEXT = 100;
const SHORT_TEXT_BYTES = 100;

/** `flatBytes` is never more. */
export const MOST_FLAT_BYTES = OBJECT_BYTES + MOST_PROPERTIES * SHORT_TEXT_BYTES;

/**
 * The short way for what is most often cached beside texts and numbers: a copy of a plain object, good if `flatBytes` says
 * so; undefined for other objects, and where a getter throws, which the long way then reports.
 */
export function flatCopy(value: object): Record<string, unknown> | undefined {
  try {
    // Where `constructor` has just been read, V8 knows the prototype without leaving compiled code.
    return value.constructor === Object && Object.getPrototypeOf(value) === Object.prototype
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The estimated size of what `flatCopy` gave; 0 for what needs a closer look. */
export function flatBytes(given: unknown): number {
  if (given === undefined) return 0;
  const copy = given as Record<string, unknown>;
  let bytes = EMPTY_BYTES;
  let properties = 0;
  for (const name in copy) {
    const inner = primitiveBytes(copy[name]);
    if (inner === 0 || name.length > LONGEST_NAME || properties++ === MOST_NAMES) return 0;
    bytes += inner;
  }
  return bytes;
}

/** The same of a text, a number and the like. Without a switch over `typeof`, which V8 takes longer for. */
export function primitiveBytes(value: unknown): number {
  if (typeof value === 'string') return value.length <= SHORT_TEXT ? SHORT_TEXT_BYTES : 0;
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? PROPERTY_BYTES
    : 0;
}
