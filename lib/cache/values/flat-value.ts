const OBJECT_BYTES = 48;
const PROPERTY_BYTES = 24;
/** Longer texts are counted by the walk that looks at everything. */
const SHORT_TEXT = 100;
export const TEXT_BYTES = 100;
/** More of them, or longer names, are a dictionary, whose names are counted. */
const MOST_PROPERTIES = 32;
const LONG_NAME = 40;

/** The short way for what is most often cached beside `isSmall` values: a copy of a plain object, good if `flatBytes` says so. */
export function flatCopy(value: object): Record<string, unknown> | undefined {
  // Object.getPrototypeOf would leave compiled code.
  return value.constructor === Object ? { ...value } : undefined;
}

/** The estimated size of what `flatCopy` made; 0 for what needs a closer look. */
export function flatBytes(copy: Record<string, unknown>): number {
  let bytes = OBJECT_BYTES;
  let properties = 0;
  for (const name in copy) {
    const inner = copy[name];
    if (!isSmall(inner) || name.length > LONG_NAME || properties++ === MOST_PROPERTIES) return 0;
    bytes += typeof inner === 'string' ? TEXT_BYTES : PROPERTY_BYTES;
  }
  return bytes;
}

/** Without a switch over `typeof`, which V8 takes longer for; this runs for each property that is written. */
export function isSmall(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= SHORT_TEXT;
  // NaN, Infinity and -0 are not in JSON. 1 / -0 is -Infinity.
  if (typeof value === 'number') return Number.isFinite(value) && (value !== 0 || 1 / value > 0);
  return value === true || value === false || value === null;
}
