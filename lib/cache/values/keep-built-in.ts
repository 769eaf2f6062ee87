import { EventEmitter } from 'node:events';
import { types } from 'node:util';
import type { DeclaredRole } from './class-role.js';
import { copyBytes } from './copy-bytes.js';
import { Refusal } from './refusal.js';

/** Beyond what every object takes. */
const DATE_BYTES = 48;
/** A slot of a Map or Set and its part of the hash table. */
const ENTRY_BYTES = 32;

/** The walk that a built-in value is met on. */
export interface ValueWalk {
  keepAll(values: Iterable<unknown>, depth: number, role: DeclaredRole | undefined): unknown[];
  noteBuiltIn(bytes: number): void;
}

/** Copies a Date, Map, Set or bytes; undefined for instances of classes. Throws Refusal for what is no data. */
export function keepBuiltIn(
  value: object,
  depth: number,
  role: DeclaredRole | undefined,
  walk: ValueWalk,
): object | undefined {
  if (types.isDate(value)) {
    walk.noteBuiltIn(DATE_BYTES);
    return new Date(value.getTime());
  }
  if (types.isMap(value)) {
    walk.noteBuiltIn(value.size * ENTRY_BYTES);
    const keys = walk.keepAll(value.keys(), depth, undefined);
    const values = walk.keepAll(value.values(), depth, role);
    return new Map(keys.map((key, i) => [key, values[i]]));
  }
  if (types.isSet(value)) {
    walk.noteBuiltIn(value.size * ENTRY_BYTES);
    return new Set(walk.keepAll(value, depth, role));
  }
  if (types.isArrayBuffer(value) || ArrayBuffer.isView(value)) {
    walk.noteBuiltIn(value.byteLength);
    return Buffer.isBuffer(value) ? unpooled(value) : copyBytes(value);
  }
  refuseWhatIsNoData(value);
  return undefined;
}

/** A Buffer that Node makes of few bytes would hold on to 8 kB of its pool. */
const unpooled = (bytes: Uint8Array) => Buffer.from(new Uint8Array(bytes).buffer);

function refuseWhatIsNoData(value: object): void {
  if (value instanceof EventEmitter) throw new Refusal('a stream, socket or other emitter');
  if ('then' in value && typeof value.then === 'function') throw new Refusal('a promise');
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (tag !== 'Object' && !('toJSON' in value)) throw new Refusal(`a ${tag}`);
}
