import { EventEmitter } from 'node:events';
import { types } from 'node:util';
import { copyBytes } from './copy-bytes.js';
import { Refusal } from './refusal.js';

/** The walk that a built-in value is met on. */
export interface ValueWalk {
  keepAll(values: Iterable<unknown>, depth: number, isTyped: boolean): unknown[];
  noteBuiltIn(bytes: number): void;
}

/** Copies a Date, Map, Set or bytes; undefined for instances of classes. Throws Refusal for what is no data. */
export function keepBuiltIn(
  value: object,
  depth: number,
  isTyped: boolean,
  walk: ValueWalk,
): object | undefined {
  if (types.isDate(value)) {
    walk.noteBuiltIn(0);
    return new Date(value.getTime());
  }
  if (types.isMap(value)) {
    walk.noteBuiltIn(0);
    const keys = walk.keepAll(value.keys(), depth, false);
    const values = walk.keepAll(value.values(), depth, isTyped);
    return new Map(keys.map((key, i) => [key, values[i]]));
  }
  if (types.isSet(value)) {
    walk.noteBuiltIn(0);
    return new Set(walk.keepAll(value, depth, isTyped));
  }
  if (types.isArrayBuffer(value) || ArrayBuffer.isView(value)) {
    walk.noteBuiltIn(value.byteLength);
    return copyBytes(value);
  }
  refuseWhatIsNoData(value);
  return undefined;
}

function refuseWhatIsNoData(value: object): void {
  if (value instanceof EventEmitter) throw new Refusal('a stream, socket or other emitter');
  if ('then' in value && typeof value.then === 'function') throw new Refusal('a promise');
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (tag !== 'Object' && !('toJSON' in value)) throw new Refusal(`a ${tag}`);
}
