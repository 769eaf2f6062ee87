import { types } from 'node:util';

/** A copy of a Buffer, typed array, DataView or ArrayBuffer; undefined for anything else. */
export function copyBytes(value: object): object | undefined {
  // Not slice(): a buffer of another realm would stay one.
  if (types.isArrayBuffer(value)) return new Uint8Array(new Uint8Array(value)).buffer;
  if (!ArrayBuffer.isView(value)) return undefined;
  if (Buffer.isBuffer(value)) return Buffer.from(value);
  const { buffer, byteOffset, byteLength } = value;
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  return Reflect.construct(viewOf(value), [bytes]);
}

/** The built-in class, also of a subclass's instance. */
function viewOf(value: ArrayBufferView): new (bytes: ArrayBufferLike) => ArrayBufferView {
  const [, name = ''] = /^\[object (\w+)\]$/.exec(Object.prototype.toString.call(value)) ?? [];
  return Reflect.get(globalThis, name) as new (bytes: ArrayBufferLike) => ArrayBufferView;
}
