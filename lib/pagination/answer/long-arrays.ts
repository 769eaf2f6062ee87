import { StreamableFile } from '@nestjs/common';

/** An array of an answer that is longer than it may be. */
export interface LongArray {
  /** The property that holds it; undefined for the answer itself. */
  readonly property: string | undefined;
  readonly elements: readonly unknown[];
}

/** The answer itself, `data`, and every other property of the first level; files, bytes and streams are no lists. */
export function longArrays(body: unknown, max: number): LongArray[] {
  if (Array.isArray(body)) {
    return body.length > max ? [{ property: undefined, elements: body }] : [];
  }
  if (!isPlain(body)) return [];
  return Object.entries(body).flatMap(([property, value]) =>
    Array.isArray(value) && value.length > max ? [{ property, elements: value }] : [],
  );
}

/** A copy of the answer in which those arrays end at the maximum. */
export function truncated(body: unknown, arrays: readonly LongArray[], max: number): unknown {
  if (Array.isArray(body)) return body.slice(0, max);
  const properties: PropertyDescriptorMap = Object.getOwnPropertyDescriptors<unknown>(body);
  for (const { property = '', elements } of arrays) {
    properties[property] = { value: elements.slice(0, max), enumerable: true };
  }
  return Object.create(Object.getPrototypeOf(body) as object, properties);
}

function isPlain(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  if (body instanceof StreamableFile || ArrayBuffer.isView(body)) return false;
  return !('pipe' in body) && !('getReader' in body) && !('subscribe' in body);
}
