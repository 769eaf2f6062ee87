/** A copy of a Buffer, typed array, DataView or ArrayBuffer; undefined for anything else. */
export function copyBytes(value: object): object | undefined {
  if (value instanceof ArrayBuffer) return value.slice(0);
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
