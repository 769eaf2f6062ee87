export const OBJECT_BYTES = 48;
export const SLOT_BYTES = 12;

const TEXT_BYTES = 24;
/** Between the one byte of Latin letters and the two of others. */
const CHARACTER_BYTES = 1.5;
/** An object with more properties is a dictionary: a table of its own, and names that no other object has. */
export const MOST_PROPERTIES = 32;
const DICTIONARY_SLOT_BYTES = 72;
/** Longer names are data, too. */
export const LONG_NAME = 40;

export function textBytes(text: string): number {
  return TEXT_BYTES + text.length * CHARACTER_BYTES;
}

export function bigIntBytes(value: bigint): number {
  return TEXT_BYTES + (BigInt.asIntN(64, value) === value ? 8 : value.toString(16).length / 2);
}

/** Bytes of an object's slots and of those names that are its own; objects of one kind share theirs. */
export function nameBytes(names: readonly string[]): number {
  const isDictionary = names.length > MOST_PROPERTIES;
  let bytes = names.length * (isDictionary ? DICTIONARY_SLOT_BYTES : SLOT_BYTES);
  for (const { length } of names) {
    if (isDictionary || length > LONG_NAME) bytes += length;
  }
  return bytes;
}
