/**
 * How values beyond JSON stand in JSON: `{ "~": [tag, content] }`. An object of the user's that has a property "~" is
 * itself written as a tagged one, so that nothing is ambiguous.
 */
export const MARK = '~';

/** Before the text of a value whose class hides some of it. */
export const NEEDS_TYPE = '!';

/**
 * Tags beside those for bytes: undefined, number (NaN, Infinity, -0), bigint, Date, Map, Set, object (entries of one that
 * has a property "~"), Buffer and ArrayBuffer (base64). Servers hold them, so none may get another meaning.
 */
const VIEWS = [
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
];

/** The class of such bytes; undefined for other names, and for what this version of Node lacks, as some do Float16Array. */
export function viewNamed(
  name: string,
): (new (buffer: ArrayBuffer) => ArrayBufferView) | undefined {
  if (!VIEWS.includes(name)) return undefined;
  return Reflect.get(globalThis, name) as ReturnType<typeof viewNamed>;
}
