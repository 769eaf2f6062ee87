import type { KeptValue } from './kept-value.js';
import { MARK, NEEDS_TYPE } from './tagged.js';

/** The value as a text for a server: JSON where JSON is enough, else "~" and tagged JSON; after a "!" if it needs a type. */
export function encode(kept: KeptValue): string {
  const json = kept.isJson ? JSON.stringify(kept.data) : MARK + JSON.stringify(tagged(kept.data));
  return kept.needsType ? NEEDS_TYPE + json : json;
}

function tagged(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined':
      return tag('undefined', 0);
    case 'bigint':
      return tag('bigint', value.toString());
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : taggedNumber(value);
    case 'object':
      return value === null ? null : taggedObject(value);
    default:
      return value;
  }
}

const tag = (name: string, content: unknown) => ({ [MARK]: [name, content] });

const taggedNumber = (value: number) => tag('number', Object.is(value, -0) ? '-0' : String(value));

function taggedObject(value: object): unknown {
  if (Array.isArray(value)) return value.map(tagged);
  if (value instanceof Date) return tag('Date', value.getTime());
  if (value instanceof Map)
    return tag(
      'Map',
      [...value].map((entry) => entry.map(tagged)),
    );
  if (value instanceof Set) return tag('Set', [...value].map(tagged));
  if (value instanceof ArrayBuffer) return tag('ArrayBuffer', base64(value, 0, value.byteLength));
  if (ArrayBuffer.isView(value)) {
    const name = Buffer.isBuffer(value) ? 'Buffer' : value.constructor.name;
    return tag(name, base64(value.buffer, value.byteOffset, value.byteLength));
  }
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    tagged(inner),
  ]);
  return Object.hasOwn(value, MARK) ? tag('object', entries) : Object.fromEntries(entries);
}

const base64 = (buffer: ArrayBufferLike, offset: number, length: number) =>
  Buffer.from(buffer, offset, length).toString('base64');
