import type { CursorValue, KeysetPosition } from '../keyset/keyset-position.js';
import { PageFetchError } from '../page-fetch.error.js';

const BACKWARD = 1;
const INCLUSIVE = 2;

/** A position as JSON in UTF-8: `[flags, ...values]`; numbers that JSON has not stand in an array, as `["NaN"]`. */
export function writePosition({ values, direction, isInclusive }: KeysetPosition): Buffer {
  const flags = (direction === 'backward' ? BACKWARD : 0) | (isInclusive ? INCLUSIVE : 0);
  return Buffer.from(JSON.stringify([flags, ...values.map(written)]));
}

/** Undefined for what `writePosition` has not written. */
export function readPosition(plain: Buffer, columns: number): KeysetPosition | undefined {
  const parts = parsed(plain.toString());
  if (!Array.isArray(parts) || parts.length !== columns + 1) return undefined;
  const [flags, ...rest] = parts as readonly unknown[];
  const values = rest.map(read).filter((value) => value !== undefined);
  if (typeof flags !== 'number' || values.length !== columns) return undefined;
  return {
    values,
    direction: (flags & BACKWARD) === 0 ? 'forward' : 'backward',
    isInclusive: (flags & INCLUSIVE) !== 0,
  };
}

/** A value of no such type, which another language or a cast may bring, would come back as another. */
function written(value: unknown): unknown {
  if (typeof value === 'number') return isJson(value) ? value : [textOf(value)];
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  throw PageFetchError.wrongValues();
}

function read(value: unknown): CursorValue | undefined {
  if (Array.isArray(value)) return Number(value[0]);
  const isValue =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean';
  return isValue ? value : undefined;
}

function isJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function textOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
